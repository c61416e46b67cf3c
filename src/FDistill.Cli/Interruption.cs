namespace FDistill.Cli;

/// <summary>Turns SIGINT (Ctrl-C) and SIGTERM into a cancellation; a second signal ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly StopSignals signals;

    /// <summary>Listens from now on.</summary>
    /// <param name="announce">Says that the first signal was heard; null for nothing.</param>
    public Interruption(Action? announce = null) => signals = new StopSignals(() =>
    {
        announce?.Invoke();
        source.Cancel();
    });

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        signals.Dispose();
        source.Dispose();
    }
}
