using System.Globalization;

namespace FDistill.Cli.Presentation;

/// <summary>Shows the progress of sampling: a bar that is written over
/// where somebody watches, else a line every ten seconds.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="status">Writes there.</param>
/// <param name="clock">The clock.</param>
/// <param name="total">How many samples there will be.</param>
internal sealed class SamplingDisplay(Terminal terminal, StatusLine status, TimeProvider clock, int total) : IProgress<double>
{
    private const int BarWidth = 24;

    private readonly RecentPace pace = new(clock);
    private readonly PacedLine display = new(terminal, status, clock);

    /// <summary>Shows that nothing is done yet.</summary>
    public void Start()
    {
        pace.Start(0);
        if (terminal.IsInteractive) status.Show(Line(0, 0));
    }

    /// <summary>Shows how many samples are done, those under way in part.</summary>
    public void Report(double value)
    {
        var rate = pace.After(value);
        if (display.IsDue || value >= total) display.Write(Line(value, rate), isLast: value >= total);
    }

    private string Line(double done, double rate)
    {
        var filled = (int)(BarWidth * done / total);
        var left = rate > 0 && done < total ? $" {TimeSpan.FromSeconds(Math.Ceiling((total - done) / rate)):c} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] {Math.Floor(done)}/{total} {Pace(rate)}{left}");
    }

    private static string Pace(double rate) => rate is 0 or >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{rate:0.#}/s")
        : string.Create(CultureInfo.InvariantCulture, $"{1 / rate:0.#} s each");
}
