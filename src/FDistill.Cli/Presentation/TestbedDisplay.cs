using System.Globalization;
using FDistill.Reports.Laboratory.Testbed;

namespace FDistill.Cli.Presentation;

/// <summary>Shows the progress of a study: a line that is written over
/// where somebody watches, else a line every ten seconds.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="status">Writes there.</param>
/// <param name="clock">The clock.</param>
internal sealed class TestbedDisplay(Terminal terminal, StatusLine status, TimeProvider clock) : IProgress<TestbedProgress>
{
    private readonly RecentPace pace = new(clock);
    private readonly PacedLine display = new(terminal, status, clock);
    private string? study;

    /// <inheritdoc/>
    public void Report(TestbedProgress value)
    {
        if (study != value.Study)
        {
            study = value.Study;
            pace.Start(0);
            display.Rest();
        }

        var rate = pace.After(value.Done);
        if (!display.IsDue) return;
        var left = rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", {TimeSpan.FromSeconds(Math.Ceiling((value.Total - value.Done) / rate)):m\\:ss} left") : "";
        display.Write(string.Create(CultureInfo.InvariantCulture, $"{value.Study}: {value.Done:N0} of {value.Total:N0}{left}"));
    }
}
