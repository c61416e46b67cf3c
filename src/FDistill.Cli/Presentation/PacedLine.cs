namespace FDistill.Cli.Presentation;

/// <summary>A line of progress that is written no more often than it can be read: five
/// times a second over itself where somebody watches, else every ten seconds.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="status">Writes there.</param>
/// <param name="clock">The clock.</param>
internal sealed class PacedLine(Terminal terminal, StatusLine status, TimeProvider clock)
{
    private static readonly TimeSpan BetweenUpdates = TimeSpan.FromSeconds(0.2), BetweenLines = TimeSpan.FromSeconds(10);

    private long? writtenAt;

    /// <summary>Whether it is time to write.</summary>
    public bool IsDue => writtenAt is not { } last || clock.GetElapsedTime(last) >= (terminal.IsInteractive ? BetweenUpdates : BetweenLines);

    /// <summary>It is time at once.</summary>
    public void Begin() => writtenAt = null;

    /// <summary>It is time after a pause.</summary>
    public void Rest() => writtenAt = clock.GetTimestamp();

    /// <summary>Writes.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isLast">Whether the line stays, as the last one.</param>
    public void Write(string line, bool isLast = false)
    {
        Rest();
        if (terminal.IsInteractive && !isLast) status.Show(line);
        else status.Say(line);
    }
}
