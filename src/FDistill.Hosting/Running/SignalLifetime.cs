using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Running;

/// <summary>Ends the host on SIGINT (Ctrl-C) and SIGTERM; a second signal ends the process at once.</summary>
/// <param name="lifetime">The host's.</param>
/// <param name="logger">Where it says what it does.</param>
internal sealed class SignalLifetime(IHostApplicationLifetime lifetime, ILogger<SignalLifetime> logger) : IHostLifetime, IDisposable
{
    private StopSignals? signals;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        signals = new StopSignals(Stop);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => signals?.Dispose();

    private void Stop()
    {
        logger.LogWarning("Stopping: the step in progress is finished and saved first. Once more to stop at once");
        lifetime.StopApplication();
    }
}
