using FDistill.Datasets;
using FDistill.Engine.DryRuns;
using FDistill.Engine.Training;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running.Kinds;
using FDistill.Runs;
using FDistill.Teachers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.DryRuns;

/// <summary>A distillation tried in a dry run: its memory is planned, everything is
/// built at full size, two iterations are run, and nothing is written.</summary>
public sealed class DryRunHost
{
    private readonly LoadedRun<DistillationRunFile> run;
    private readonly Action<ILoggingBuilder> logging;
    private readonly RunFileProblems problems;
    private readonly StandIns standIns;

    /// <summary>Puts stand-ins in the place of missing files, and names options without an effect.</summary>
    /// <param name="run">The run, read with missing files tolerated.</param>
    /// <param name="logging">Where messages go.</param>
    /// <exception cref="RunFileException">A missing file cannot be done without.</exception>
    public DryRunHost(LoadedRun<DistillationRunFile> run, Action<ILoggingBuilder> logging)
    {
        ArgumentNullException.ThrowIfNull(run);
        (this.run, this.logging) = (run, logging);
        problems = new RunFileProblems(run.Configuration);
        standIns = new StandIns(run);
        foreach (var missing in standIns.Replace()) problems.Add(missing.Key, $"there is no file or folder '{missing.Path}'");
        problems.ThrowIfAny();
        using var loggers = LoggerFactory.Create(logging);
        loggers.Name(run.IdleOptions);
    }

    /// <summary>A sentence for each missing file.</summary>
    public IReadOnlyList<string> Notes => standIns.Notes;

    /// <summary>Plans the memory.</summary>
    /// <param name="budget">Bytes of a GPU to plan for; null: the run's device, and what it has.</param>
    /// <returns>The plan; null for a teacher that does not state its networks' sizes before they are built.</returns>
    /// <exception cref="RunFileException">The teacher's settings or the head do not fit.</exception>
    public PlannedMemory? Plan(long? budget)
    {
        if (run.RunFile.Teacher!.Options is not IForeseesMemory teacher) return null;
        var (training, isOnCpu) = (run.RunFile.Training, budget is null && run.RunFile.Device == ComputeDevice.Cpu);
        var checks = new PartFootprints(problems);
        var model = checks.Of(teacher);
        problems.ThrowIfAny();
        using var services = PartContainer.Of(run, collection => collection.AddLogging(logging).AddPart(PartKeys.Head, run.RunFile.Head));
        var head = checks.Of(services, model!);
        problems.ThrowIfAny();

        MemoryPlan With(MemorySettings settings) => MemoryPlan.Of(model!, head!, training, settings, isOnCpu);
        long Takes(MemorySettings settings) => With(settings).Total;
        var settings = MemorySettings.Of(training, run.RunFile.Precision);
        var device = budget is null ? run.RunFile.Device : "the GPU planned for";
        return new PlannedMemory(With(settings), settings, budget ?? DeviceMemory.Of(run.RunFile.Device), device, new MemoryRemedy(Takes), Takes);
    }

    /// <summary>Why the two iterations cannot be run here.</summary>
    /// <param name="planned">The plan, if there is one.</param>
    /// <returns>A sentence; null where they can.</returns>
    public string? Obstacle(PlannedMemory? planned)
    {
        if (standIns.TeacherIsForeseen) return "No dry run: there is no teacher to build.";
        if (planned is null || DeviceMemory.Of(run.RunFile.Device) is not { } there) return null;
        var needed = planned.Takes(planned.Settings with { Batch = DryRun.Batch, Accumulation = 1 });
        return needed <= there ? null : FormattableString.Invariant($"No dry run: two iterations at batch {DryRun.Batch} take {needed / (double)(1 << 30):F1} GiB, and {run.RunFile.Device} here has {there / (double)(1 << 30):F1} GiB.");
    }

    /// <summary>Makes a dry run.</summary>
    /// <returns>What was seen.</returns>
    /// <exception cref="RunFileException">Parts cannot be made or do not
    /// fit each other; the message lists all that is wrong.</exception>
    public DryRun Run()
    {
        using var services = Compose();
        return services.Naming(() =>
        {
            var (parts, environment) = (services.GetRequiredService<DistillationParts>(), services.GetRequiredService<RunEnvironment>());
            services.GetRequiredService<ILoggerFactory>().Name(IdleOptions.Of(run.RunFile.Training, parts.Divergence, environment.Device).ExceptBy(run.IdleOptions.Select(option => option.Key), option => option.Key));
            return DryRun.Of(parts, run.RunFile.Training, environment, services.GetRequiredService<ICollective>(), services.GetRequiredService<IWeightFiles>());
        });
    }

    private ServiceProvider Compose()
    {
        var kind = new DistillationKind();
        return PartContainer.Of(
            run,
            services =>
            {
                kind.Add(services.AddLogging(logging), run.RunFile);
                if (standIns.NoiseInsteadOfData) services.AddKeyedSingleton<IDataset>(PartKeys.Dataset, (provider, _) => new NoiseDataset(provider.GetRequiredKeyedService<ITeacher>(PartKeys.Teacher)));
            },
            checks => kind.Check(checks, run.RunFile));
    }
}
