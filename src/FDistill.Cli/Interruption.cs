namespace FDistill.Cli;

/// <summary>Turns SIGINT (Ctrl-C), SIGTERM and SIGHUP into a
/// cancellation; a second signal ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly StopSignals signals;
    private Timer? timer;

    /// <summary>Listens from now on.</summary>
    /// <param name="announce">Says that the first signal was heard; null for nothing.</param>
    public Interruption(Action? announce = null) => signals = new StopSignals(() =>
    {
        announce?.Invoke();
        source.Cancel();
    });

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Cancels after a time too.</summary>
    /// <param name="time">The time; null for never.</param>
    /// <param name="announce">Says that it is over.</param>
    public void After(TimeSpan? time, Action announce)
    {
        if (time is not { } limit) return;
        timer = new Timer(
            _ =>
            {
                announce();
                source.Cancel();
            },
            state: null, limit, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        signals.Dispose();
        timer?.Dispose();
        source.Dispose();
    }
}
