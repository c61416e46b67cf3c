using FDistill.Engine.Training.Loop;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running.Kinds;
using FDistill.Torch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FDistill.Hosting.Running;

/// <summary>Runs run files in a process that may be anyone's.</summary>
/// <remarks>One at a time, a second waits for the first: libtorch's
/// threads and its default generator are the whole process's.</remarks>
/// <param name="services">The host's services.</param>
/// <param name="options">Where plugins lie, and what overrides run files.</param>
/// <param name="loggers">Where messages go.</param>
/// <param name="observers">Who observes every run.</param>
public sealed class RunHost(IServiceProvider services, IOptions<FDistillOptions> options, ILoggerFactory loggers, IEnumerable<IRunObserver> observers) : IDisposable
{
    private readonly RunThread thread = new();

    /// <summary>Runs a distillation to its end, or until asked to stop.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="cancel">Asks to stop: the iteration in progress
    /// is finished and saved, and the summary says so.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="RunFileException">The run file has mistakes, or its parts
    /// do not fit each other; the message lists all that is wrong.</exception>
    /// <exception cref="UserException">The run's folder is not there for it.</exception>
    public Task<RunSummary> RunAsync(RunRequest request, CancellationToken cancel) => RunAsync<DistillationRunFile>(request, cancel);

    /// <summary>Runs a run file to its end, or until asked to stop.</summary>
    /// <typeparam name="TRunFile"><see cref="DistillationRunFile"/>,
    /// <see cref="TeacherTrainingRunFile"/> or <see cref="ClassifierTrainingRunFile"/>.</typeparam>
    /// <param name="request">What to run.</param>
    /// <param name="cancel">Asks to stop: the iteration in progress
    /// is finished and saved, and the summary says so.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="RunFileException">The run file has mistakes, or its parts
    /// do not fit each other; the message lists all that is wrong.</exception>
    /// <exception cref="UserException">The run's folder is not there for it.</exception>
    /// <exception cref="DllNotFoundException">There is no libtorch, or it does not load.</exception>
    public async Task<RunSummary> RunAsync<TRunFile>(RunRequest request, CancellationToken cancel) where TRunFile : RunFile, new()
    {
        ArgumentNullException.ThrowIfNull(request);
        TorchRuntime.Load();
        var loader = new RunFileLoader(options.Value.Environment) { PluginFolders = [.. options.Value.PluginFolders] };
        using var run = Compose(loader.Load<TRunFile>(request.File, [.. request.Set.Select(Override.FromArgument)]), request.Settings, request.Observers());
        return await run.RunAsync(cancel);
    }

    /// <summary>Composes a run and checks that its parts fit each other; nothing is written.</summary>
    /// <typeparam name="TRunFile">As above.</typeparam>
    /// <param name="run">The run file.</param>
    /// <param name="settings">What is said of the run beyond it.</param>
    /// <param name="also">Who observes besides the host's observers.</param>
    /// <returns>The run; the caller disposes it.</returns>
    /// <exception cref="RunFileException">Parts cannot be made or do not
    /// fit each other; the message lists all that is wrong.</exception>
    /// <exception cref="UserException">The run's folder is not there for it.</exception>
    public ComposedRun Compose<TRunFile>(LoadedRun<TRunFile> run, RunSettings settings, params IReadOnlyList<IRunObserver> also) where TRunFile : RunFile, new()
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(settings);
        var kind = services.GetService<IRunKind<TRunFile>>() ?? throw new ArgumentException($"{typeof(TRunFile).Name} is no run file that can be run.", nameof(run));
        var folder = new RunFolder(run.RunFile.Output!);
        void Check(ILogger logger)
        {
            if (settings.Resume) folder.CheckContinues(ResolvedRunFile.ToText(run.RunFile), begun => ResolvedRunFile.OfEarlierRun<TRunFile>(begun, run.Catalog), logger);
            else folder.CheckFree();
        }

        // Another process may write into the folder between now and the start.
        RunLock Claim()
        {
            var claimed = RunLock.Take(folder);
            try
            {
                Check(NullLogger.Instance);
                return claimed;
            }
            catch
            {
                claimed.Dispose();
                throw;
            }
        }

        Check(loggers.CreateLogger<RunHost>());
        return new ComposedRun(thread, Claim, PartContainer.Of(
            run,
            collection =>
            {
                collection
                    .AddLogging()
                    .AddSingleton(loggers)
                    .AddSingleton(settings)
                    .AddSingleton(folder)
                    .AddSingleton(_ => PluginLock.Of(run.RunFile, run.Catalog))
                    .AddSingleton<TrainingLoop>();
                foreach (var observer in observers.Concat(also)) collection.AddSingleton(observer);
                kind.Add(collection, run.RunFile);
            },
            checks => kind.Check(checks, run.RunFile)).WithIdleOptionsNamed(run.RunFile));
    }

    /// <inheritdoc/>
    public void Dispose() => thread.Dispose();
}
