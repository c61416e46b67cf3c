using FDistill.Datasets;
using FDistill.Divergences;
using FDistill.Engine.Training;
using FDistill.Heads;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Runs;
using FDistill.Teachers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Composition;

/// <summary>A run, composed: the one place where services are put together.</summary>
public sealed class RunHost : IDisposable
{
    private readonly IHost host;

    private RunHost(IHost host) => this.host = host;

    /// <summary>Composes a distillation and checks that its parts fit each other.</summary>
    /// <param name="run">What to run.</param>
    /// <param name="settings">What the command line says of it.</param>
    /// <param name="observers">Who looks on.</param>
    /// <param name="logging">Where messages go.</param>
    /// <exception cref="RunFileException">Parts cannot be made or do not fit each other; all that is wrong is told.</exception>
    /// <exception cref="UserException">The run's folder is not there for it.</exception>
    public static RunHost ForDistillation(LoadedRun<DistillationRunFile> run, RunSettings settings, IReadOnlyList<IRunObserver> observers, Action<ILoggingBuilder> logging)
    {
        ArgumentNullException.ThrowIfNull(run);
        var runFile = run.RunFile;
        var builder = Create(run, settings, observers, logging);
        builder.Services
            .AddSingleton(runFile)
            .AddEvaluation(runFile.Evaluation)
            .AddPart(PartKeys.Teacher, runFile.Teacher)
            .AddPart(PartKeys.Divergence, runFile.Divergence)
            .AddPart(PartKeys.Head, runFile.Head)
            .AddPart(PartKeys.Dataset, runFile.Dataset)
            .AddSingleton(provider => new DistillationParts(
                provider.GetRequiredKeyedService<ITeacher>(PartKeys.Teacher),
                provider.GetRequiredKeyedService<IDivergence>(PartKeys.Divergence),
                provider.GetRequiredKeyedService<IDiscriminatorHead>(PartKeys.Head),
                provider.GetRequiredKeyedService<IDataset>(PartKeys.Dataset)))
            .AddSingleton<IRunPipeline, DistillationPipeline>();
        return Build(builder, run, checks => checks.Check(runFile));
    }

    /// <summary>Composes a teacher's training and checks that its parts fit each other.</summary>
    /// <param name="run">What to run.</param>
    /// <param name="settings">What the command line says of it.</param>
    /// <param name="observers">Who looks on.</param>
    /// <param name="logging">Where messages go.</param>
    /// <exception cref="RunFileException">Parts cannot be made or do not fit each other; all that is wrong is told.</exception>
    /// <exception cref="UserException">The run's folder is not there for it.</exception>
    public static RunHost ForTeacher(LoadedRun<TeacherTrainingRunFile> run, RunSettings settings, IReadOnlyList<IRunObserver> observers, Action<ILoggingBuilder> logging)
    {
        ArgumentNullException.ThrowIfNull(run);
        var runFile = run.RunFile;
        var builder = Create(run, settings, observers, logging);
        builder.Services
            .AddSingleton(runFile)
            .AddEvaluation(runFile.Evaluation)
            .AddPart(PartKeys.Teacher, runFile.Teacher)
            .AddPart(PartKeys.Dataset, runFile.Dataset)
            .AddSingleton<IRunPipeline, TeacherPipeline>();
        return Build(builder, run, checks => checks.Check(runFile));
    }

    /// <summary>Composes a classifier's training and checks that its parts fit each other.</summary>
    /// <param name="run">What to run.</param>
    /// <param name="settings">What the command line says of it.</param>
    /// <param name="observers">Who looks on.</param>
    /// <param name="logging">Where messages go.</param>
    /// <exception cref="RunFileException">Parts cannot be made or do not fit each other; all that is wrong is told.</exception>
    /// <exception cref="UserException">The run's folder is not there for it.</exception>
    public static RunHost ForClassifier(LoadedRun<ClassifierTrainingRunFile> run, RunSettings settings, IReadOnlyList<IRunObserver> observers, Action<ILoggingBuilder> logging)
    {
        ArgumentNullException.ThrowIfNull(run);
        var runFile = run.RunFile;
        var builder = Create(run, settings, observers, logging);
        builder.Services
            .AddSingleton(runFile)
            .AddPart(PartKeys.Classifier, runFile.Extractor)
            .AddPart(PartKeys.Dataset, runFile.Dataset)
            .AddPart(PartKeys.Test, runFile.Test)
            .AddSingleton<IRunPipeline, ClassifierPipeline>();
        return Build(builder, run, checks => checks.Check(runFile));
    }

    /// <summary>Runs to the end, or until a signal or the caller asks to stop.</summary>
    /// <param name="cancel">Asks to stop: the step in progress is finished and saved.</param>
    /// <returns>How it ended.</returns>
    public async Task<RunSummary> RunAsync(CancellationToken cancel = default)
    {
        await host.StartAsync(CancellationToken.None);
        await host.WaitForShutdownAsync(cancel);
        return await host.Services.GetRequiredService<RunService>().Completion;
    }

    /// <inheritdoc/>
    public void Dispose() => host.Dispose();

    private static HostApplicationBuilder Create<TRunFile>(
        LoadedRun<TRunFile> run, RunSettings settings, IReadOnlyList<IRunObserver> observers, Action<ILoggingBuilder> logging)
        where TRunFile : RunFile
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        logging(builder.Logging);
        builder.Services
            .Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan)
            .AddSingleton<IHostLifetime, SignalLifetime>()
            .AddSingleton(settings)
            .AddSingleton(new RunFolder(run.RunFile.Output!))
            .AddSingleton(_ => PluginLock.Of(run.RunFile, run.Catalog))
            .AddHostServices(run.RunFile)
            .AddSingleton<TrainingLoop>()
            .AddSingleton<RunService>()
            .AddHostedService(provider => provider.GetRequiredService<RunService>());
        foreach (var observer in observers) builder.Services.AddSingleton(observer);
        return builder;
    }

    private static RunHost Build<TRunFile>(HostApplicationBuilder builder, LoadedRun<TRunFile> run, Action<PartChecks> check) where TRunFile : RunFile
    {
        var host = builder.Build();
        try
        {
            host.Services.GetRequiredService<RunFolder>().Check(ResolvedRunFile.ToText(run.RunFile), host.Services.GetRequiredService<RunSettings>().Resume);
            ComputeSettings.Apply(host.Services.GetRequiredService<RunEnvironment>());
            var problems = new RunFileProblems(run.Configuration);
            check(new PartChecks(host.Services, problems));
            problems.ThrowIfAny();
            return new RunHost(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }
}
