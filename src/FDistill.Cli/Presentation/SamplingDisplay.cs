using System.Globalization;

namespace FDistill.Cli.Presentation;

/// <summary>Shows how sampling comes along: a bar that is written over where somebody watches, else a line every ten seconds.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="status">Writes there.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="total">How many samples there will be.</param>
internal sealed class SamplingDisplay(Terminal terminal, StatusLine status, TimeProvider clock, int total)
{
    private const int BarWidth = 24;
    private static readonly TimeSpan BetweenUpdates = TimeSpan.FromSeconds(0.2), BetweenLines = TimeSpan.FromSeconds(10);

    private readonly RecentPace pace = new(clock);
    private long? shownAt;

    /// <summary>Shows that nothing is done yet.</summary>
    public void Start()
    {
        pace.Start(0);
        if (terminal.IsInteractive) status.Show(Line(0, 0));
    }

    /// <summary>Shows how many samples are done.</summary>
    public void Report(int done)
    {
        var rate = pace.After(done);
        var isDue = shownAt is not { } last || clock.GetElapsedTime(last) >= (terminal.IsInteractive ? BetweenUpdates : BetweenLines);
        if (!isDue && done < total) return;
        shownAt = clock.GetTimestamp();
        if (terminal.IsInteractive && done < total) status.Show(Line(done, rate));
        else status.Say(Line(done, rate));
    }

    private string Line(int done, double rate)
    {
        var filled = (int)((long)BarWidth * done / total);
        var left = rate > 0 && done < total ? $" {TimeSpan.FromSeconds(Math.Ceiling((total - done) / rate)):c} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] {done}/{total} {rate:0.#}/s{left}");
    }
}
