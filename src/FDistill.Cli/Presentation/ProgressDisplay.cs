using FDistill.Engine.Training.Loop;

namespace FDistill.Cli.Presentation;

/// <summary>Shows the progress of a training: a line that is written
/// over where somebody watches, else a line every ten seconds.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="status">Writes there.</param>
/// <param name="clock">The clock.</param>
internal sealed class ProgressDisplay(Terminal terminal, StatusLine status, TimeProvider clock) : IRunObserver
{
    private readonly Dictionary<string, double> latest = [];
    private readonly RecentPace pace = new(clock);
    private readonly PacedLine display = new(terminal, status, clock);
    private long last;
    private long total;

    /// <inheritdoc/>
    public void Started(long iteration, long iterations)
    {
        total = iterations;
        pace.Start(iteration);
        display.Begin();
    }

    /// <inheritdoc/>
    public void Iteration(IterationReport report)
    {
        foreach (var (name, value) in report.Values) latest[name] = value;
        last = report.Iteration;
        var rate = pace.After(last);
        if (display.IsDue || last >= total) display.Write(ProgressText.Of(last, total, latest, rate, terminal.Width - 1), isLast: last >= total);
    }

    /// <inheritdoc/>
    public void CheckpointWritten(string folder)
    {
    }

    /// <inheritdoc/>
    public void Finished(RunOutcome outcome)
    {
        if (!outcome.Completed) status.Say($"Stopped after iteration {outcome.Iteration:N0} of {total:N0}.");
    }
}
