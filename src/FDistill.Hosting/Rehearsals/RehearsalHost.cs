using FDistill.Datasets;
using FDistill.Divergences;
using FDistill.Engine.Rehearsals;
using FDistill.Engine.Training;
using FDistill.Heads;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Runs;
using FDistill.Teachers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Rehearsals;

/// <summary>A distillation rehearsed: everything is built at full size, two turns are run, and nothing is written.</summary>
public static class RehearsalHost
{
    /// <summary>Rehearses.</summary>
    /// <param name="run">The run, read with missing files tolerated.</param>
    /// <param name="logging">Where messages go.</param>
    /// <returns>What was seen, and a sentence for each missing file.</returns>
    /// <exception cref="RunFileException">Parts cannot be made or do not fit each other; all that is wrong is told.</exception>
    public static (Rehearsal Seen, IReadOnlyList<string> Notes) Rehearse(LoadedRun<DistillationRunFile> run, Action<ILoggingBuilder> logging)
    {
        ArgumentNullException.ThrowIfNull(run);
        var problems = new RunFileProblems(run.Configuration);
        var standIns = new StandIns(run);
        foreach (var missing in standIns.Replace()) problems.Add(missing.Key, $"there is no file or folder '{missing.Path}'");
        problems.ThrowIfAny();

        using var services = Compose(run.RunFile, standIns.NoiseInsteadOfData, logging);
        ComputeSettings.Apply(services.GetRequiredService<RunEnvironment>());
        new PartChecks(services, problems).Check(run.RunFile);
        problems.ThrowIfAny();
        var seen = Rehearsal.Of(
            services.GetRequiredService<DistillationParts>(), run.RunFile.Training, services.GetRequiredService<RunEnvironment>(),
            services.GetRequiredService<ICollective>(), services.GetRequiredService<IWeightFiles>());
        return (seen, standIns.Notes);
    }

    private static ServiceProvider Compose(DistillationRunFile runFile, bool noise, Action<ILoggingBuilder> logging)
    {
        var services = new ServiceCollection()
            .AddLogging(logging)
            .AddHostServices(runFile)
            .AddEvaluation(runFile.Evaluation)
            .AddPart(PartKeys.Teacher, runFile.Teacher)
            .AddPart(PartKeys.Divergence, runFile.Divergence)
            .AddPart(PartKeys.Head, runFile.Head)
            .AddSingleton(provider => new DistillationParts(
                provider.GetRequiredKeyedService<ITeacher>(PartKeys.Teacher),
                provider.GetRequiredKeyedService<IDivergence>(PartKeys.Divergence),
                provider.GetRequiredKeyedService<IDiscriminatorHead>(PartKeys.Head),
                provider.GetRequiredKeyedService<IDataset>(PartKeys.Dataset)));
        if (noise) services.AddKeyedSingleton<IDataset>(PartKeys.Dataset, (provider, _) => new NoiseDataset(provider.GetRequiredKeyedService<ITeacher>(PartKeys.Teacher)));
        else services.AddPart(PartKeys.Dataset, runFile.Dataset);
        return services.BuildServiceProvider();
    }
}
