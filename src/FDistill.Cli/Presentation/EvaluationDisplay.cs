using System.Globalization;
using FDistill.Engine.Evaluation;

namespace FDistill.Cli.Presentation;

/// <summary>Shows the progress of an evaluation: a line that is written
/// over where somebody watches, else a line every ten seconds.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="status">Writes there.</param>
/// <param name="clock">The clock.</param>
internal sealed class EvaluationDisplay(Terminal terminal, StatusLine status, TimeProvider clock) : IProgress<EvaluationProgress>
{
    private readonly RecentPace pace = new(clock);
    private readonly PacedLine display = new(terminal, status, clock);
    private string? subject;

    /// <inheritdoc/>
    public void Report(EvaluationProgress value)
    {
        if (subject != value.Subject)
        {
            subject = value.Subject;
            pace.Start(0);
            display.Rest();
        }

        var rate = value.Metric == 0 ? pace.After(value.Done) : 0;
        if (display.IsDue) display.Write(Line(value, rate));
    }

    private static string Line(EvaluationProgress value, double rate)
    {
        if (value.Metric > 0) return $"{value.Subject}: metric {value.Metric}";
        var total = value.Total is { } all ? string.Create(CultureInfo.InvariantCulture, $"/{all:N0}") : "";
        var left = value.Total is { } end && rate > 0 ? $", {TimeSpan.FromSeconds(Math.Ceiling((end - value.Done) / rate)):c} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{value.Subject}: {value.Done:N0}{total} images, {rate:0.#}/s{left}");
    }
}
