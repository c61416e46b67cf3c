using FDistill.Hosting.Composition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Running;

/// <summary>A run whose parts are made and fit each other.</summary>
public sealed class ComposedRun : IDisposable
{
    private readonly RunThread thread;
    private readonly ServiceProvider services;

    private readonly Func<RunLock> claim;

    internal ComposedRun(RunThread thread, Func<RunLock> claim, ServiceProvider services) => (this.thread, this.claim, this.services) = (thread, claim, services);

    /// <summary>Runs to the end, or until asked to stop.</summary>
    /// <param name="cancel">Asks to stop: the iteration in progress is finished and saved.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="UserException">Another process writes into the run's folder.</exception>
    /// <exception cref="Engine.Contracts.BrokenContractException">A part did what its
    /// contract rules out; the message names plugin, part and clause.</exception>
    public Task<RunSummary> RunAsync(CancellationToken cancel) =>
        thread.RunAsync(
            async () =>
            {
                using var claimed = claim();
                using var crashes = new CrashLog(services.GetRequiredService<ILogger<ComposedRun>>());
                return await services.NamingAsync(() => services.GetRequiredService<IRunPipeline>().RunAsync(cancel));
            },
            cancel);

    /// <inheritdoc/>
    public void Dispose() => services.Dispose();
}
