using System.Globalization;

namespace FDistill.Cli.Presentation;

/// <summary>Shows how far something that can be counted has come: a bar
/// where somebody watches, else a line every ten seconds.</summary>
internal sealed class CountDisplay : IProgress<long>
{
    private const int BarWidth = 24;

    private readonly Terminal terminal;
    private readonly PacedLine display;
    private readonly RecentPace pace;
    private readonly long? total;
    private readonly string unit;

    /// <summary>Begins to count at zero.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="status">Writes there.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="total">How many there will be; null where that is not known.</param>
    /// <param name="unit">What is counted, in the plural.</param>
    public CountDisplay(Terminal terminal, StatusLine status, TimeProvider clock, long? total, string unit)
    {
        (this.terminal, this.total, this.unit) = (terminal, total, unit);
        (pace, display) = (new RecentPace(clock), new PacedLine(terminal, status, clock));
        pace.Start(0);
        display.Rest();
    }

    /// <inheritdoc/>
    public void Report(long value)
    {
        var rate = pace.After(value);
        if (!display.IsDue && value != total) return;
        var line = total is { } all
            ? string.Create(CultureInfo.InvariantCulture, $"{(terminal.IsInteractive ? Bar(value, all) : "")}{value}/{all} {unit}{Pace(rate, all - value)}")
            : string.Create(CultureInfo.InvariantCulture, $"{value} {unit}{Pace(rate)}");
        display.Write(line, isLast: value == total);
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
