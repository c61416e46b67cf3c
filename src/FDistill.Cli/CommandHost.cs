using FDistill.Engine.Training.Loop;
using FDistill.Hosting;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Cli;

/// <summary>The framework in this process, put there as into anyone's.</summary>
/// <param name="logging">Where messages go.</param>
internal sealed class CommandHost(Action<ILoggingBuilder> logging) : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddLogging(logging).AddFDistill().BuildServiceProvider();

    /// <summary>Composes a run and checks that its parts fit each other; nothing is written.</summary>
    /// <param name="run">The run file.</param>
    /// <param name="settings">What is said of the run beyond it.</param>
    /// <param name="observer">Observes.</param>
    /// <returns>The run; the caller disposes it.</returns>
    public ComposedRun Compose<TRunFile>(LoadedRun<TRunFile> run, RunSettings settings, IRunObserver observer) where TRunFile : RunFile, new() =>
        services.GetRequiredService<RunHost>().Compose(run, settings, observer);

    /// <inheritdoc/>
    public void Dispose() => services.Dispose();
}
