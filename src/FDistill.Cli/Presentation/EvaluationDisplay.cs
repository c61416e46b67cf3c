using System.Globalization;
using FDistill.Engine.Evaluation;

namespace FDistill.Cli.Presentation;

/// <summary>Shows how an evaluation comes along: a line that is written over where somebody watches, else a line every ten seconds.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="status">Writes there.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class EvaluationDisplay(Terminal terminal, StatusLine status, TimeProvider clock) : IProgress<EvaluationProgress>
{
    private static readonly TimeSpan BetweenUpdates = TimeSpan.FromSeconds(0.2), BetweenLines = TimeSpan.FromSeconds(10);

    private readonly RecentPace pace = new(clock);
    private string? subject;
    private long shownAt;

    /// <inheritdoc/>
    public void Report(EvaluationProgress value)
    {
        if (subject != value.Subject)
        {
            (subject, shownAt) = (value.Subject, clock.GetTimestamp());
            pace.Start(0);
        }
        var rate = value.Metric == 0 ? pace.After(value.Done) : 0;
        if (clock.GetElapsedTime(shownAt) < (terminal.IsInteractive ? BetweenUpdates : BetweenLines)) return;
        shownAt = clock.GetTimestamp();
        if (terminal.IsInteractive) status.Show(Line(value, rate));
        else status.Say(Line(value, rate));
    }

    private static string Line(EvaluationProgress value, double rate)
    {
        if (value.Metric > 0) return $"{value.Subject}: metric {value.Metric}";
        var total = value.Total is { } all ? string.Create(CultureInfo.InvariantCulture, $"/{all:N0}") : "";
        var left = value.Total is { } end && rate > 0 ? $", {TimeSpan.FromSeconds(Math.Ceiling((end - value.Done) / rate)):c} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{value.Subject}: {value.Done:N0}{total} images, {rate:0.#}/s{left}");
    }
}
