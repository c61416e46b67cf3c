using System.Globalization;

namespace FDistill.Cli.Presentation;

/// <summary>Shows how far something that can be counted has come: a bar where somebody watches, else a line every ten seconds.</summary>
internal sealed class CountDisplay : IProgress<long>
{
    private const int BarWidth = 24;
    private static readonly TimeSpan BetweenUpdates = TimeSpan.FromSeconds(0.2), BetweenLines = TimeSpan.FromSeconds(10);

    private readonly Terminal terminal;
    private readonly StatusLine status;
    private readonly TimeProvider clock;
    private readonly RecentPace pace;
    private readonly long? total;
    private readonly string unit;
    private long shownAt;

    /// <summary>Begins to count at zero.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="status">Writes there.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="total">How many there will be; null where that is not known.</param>
    /// <param name="unit">What is counted, in the plural.</param>
    public CountDisplay(Terminal terminal, StatusLine status, TimeProvider clock, long? total, string unit)
    {
        (this.terminal, this.status, this.clock, this.total, this.unit) = (terminal, status, clock, total, unit);
        pace = new RecentPace(clock);
        pace.Start(0);
        shownAt = clock.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Report(long value)
    {
        var rate = pace.After(value);
        if (clock.GetElapsedTime(shownAt) < (terminal.IsInteractive ? BetweenUpdates : BetweenLines) && value != total) return;
        shownAt = clock.GetTimestamp();
        var line = total is { } all
            ? string.Create(CultureInfo.InvariantCulture, $"{(terminal.IsInteractive ? Bar(value, all) : "")}{value}/{all} {unit}{Pace(rate, all - value)}")
            : string.Create(CultureInfo.InvariantCulture, $"{value} {unit}{Pace(rate)}");
        if (terminal.IsInteractive && value != total) status.Show(line);
        else status.Say(line);
    }

    private static string Bar(long value, long all)
    {
        var done = (int)(BarWidth * value / Math.Max(all, 1));
        return $"[{new string('#', done)}{new string('.', BarWidth - done)}] ";
    }

    private static string Pace(double rate) => rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", {rate:F0}/s") : "";

    private static string Pace(double rate, long left) =>
        rate > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Pace(rate)}, {TimeSpan.FromSeconds(Math.Ceiling(left / rate)):h\\:mm\\:ss} left") : "";
}
