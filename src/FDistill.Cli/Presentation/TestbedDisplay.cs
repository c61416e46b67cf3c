using System.Globalization;
using FDistill.Engine.Laboratory.Testbed;

namespace FDistill.Cli.Presentation;

/// <summary>Shows how a study comes along: a line that is written over where somebody watches, else a line every ten seconds.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="status">Writes there.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class TestbedDisplay(Terminal terminal, StatusLine status, TimeProvider clock) : IProgress<TestbedProgress>
{
    private static readonly TimeSpan BetweenUpdates = TimeSpan.FromSeconds(0.2), BetweenLines = TimeSpan.FromSeconds(10);

    private readonly RecentPace pace = new(clock);
    private string? study;
    private long shownAt;

    /// <inheritdoc/>
    public void Report(TestbedProgress value)
    {
        if (study != value.Study)
        {
            (study, shownAt) = (value.Study, clock.GetTimestamp());
            pace.Start(0);
        }

        var rate = pace.After(value.Done);
        if (clock.GetElapsedTime(shownAt) < (terminal.IsInteractive ? BetweenUpdates : BetweenLines)) return;
        shownAt = clock.GetTimestamp();
        var left = rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", {TimeSpan.FromSeconds(Math.Ceiling((value.Total - value.Done) / rate)):m\\:ss} left") : "";
        var line = string.Create(CultureInfo.InvariantCulture, $"{value.Study}: {value.Done:N0} of {value.Total:N0}{left}");
        if (terminal.IsInteractive) status.Show(line);
        else status.Say(line);
    }
}
