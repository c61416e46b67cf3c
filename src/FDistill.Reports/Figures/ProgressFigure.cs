using FDistill.Engine.Evaluation;
using FDistill.Reports.Charts;

namespace FDistill.Reports.Figures;

/// <summary>Fréchet distance and recall over the iterations, as far as checkpoints were evaluated.</summary>
public static class ProgressFigure
{
    /// <summary>Draws it.</summary>
    /// <param name="variants">The evaluations of the runs, grouped by what
    /// they differ in; at most as many groups as a chart has lines.</param>
    /// <exception cref="InvalidDataException">A run has been evaluated fewer than two times.</exception>
    public static Figure Of(IReadOnlyList<Variant> variants)
    {
        ArgumentNullException.ThrowIfNull(variants);
        foreach (var variant in variants)
            if (variant.Histories.Any(history => history.Count < 2))
                throw new InvalidDataException($"{variant.Name} has been evaluated fewer than two times: evaluation.every measures on the way, and 'fdistill evaluate RUN' the checkpoints that are kept.");
        var columns = EvaluationCharts.Columns(variants.SelectMany(variant => variant.Histories).SelectMany(history => history));
        return new Figure
        {
            Name = "figure-recall",
            Charts = new ChartSheet("", [.. columns.Select(column => EvaluationCharts.Of(column, [.. variants.Select(variant => variant.Series(column.Name))]))]),
            Reading = string.Join(' ', variants.Select(variant => $"{variant.Name}: {string.Join(", ", columns.Select(column => InWords(variant, column)).OfType<string>())}.")),
            Values = variants.SelectMany(variant => columns.Select(column => KeyValuePair.Create($"{variant.Name}: {column.Name}", Last(variant, column)))).ToDictionary(),
        };
    }

    private static string? InWords(Variant variant, EvaluationColumn column) => variant.Series(column.Name).Points is [var first, .., var last]
        ? $"{column.Title} {column.Text(first.Y)} → {column.Text(last.Y)}"
        : null;

    private static double? Last(Variant variant, EvaluationColumn column) => variant.Series(column.Name).Points is [.., var last] ? last.Y : null;
}
