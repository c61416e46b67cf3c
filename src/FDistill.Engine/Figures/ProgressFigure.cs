using FDistill.Engine.Evaluation;
using FDistill.Engine.Reports.Charts;

namespace FDistill.Engine.Figures;

/// <summary>Fréchet distance and recall over the iterations, as far as checkpoints were evaluated.</summary>
public static class ProgressFigure
{
    private static readonly string[] First = ["frechet", "fid", "recall", "precision"], Left = [EvaluationRow.MillisecondsPerImage];

    /// <summary>Draws it.</summary>
    /// <param name="variants">The evaluations of the runs, grouped by what they differ in; at most as many groups as a chart has lines.</param>
    /// <exception cref="InvalidDataException">A run has been evaluated fewer than two times.</exception>
    public static Figure Of(IReadOnlyList<Variant> variants)
    {
        ArgumentNullException.ThrowIfNull(variants);
        foreach (var variant in variants)
            if (variant.Histories.Any(history => history.Count < 2))
                throw new InvalidDataException($"{variant.Name} has been evaluated fewer than two times: 'fdistill evaluate RUN' measures all checkpoints that are kept (checkpoints.keep says how many).");
        var measures = variants.SelectMany(variant => variant.Histories).SelectMany(history => history).SelectMany(entry => entry.Values.Keys).Distinct().Except(Left).ToList();
        var ordered = First.Where(measures.Contains).Concat(measures.Except(First)).Take(4).Select(EvaluationColumn.Of).ToList();
        return new Figure
        {
            Name = "figure-recall",
            Charts = new ChartSheet("", [.. ordered.Select(column => Panel(column, variants))]),
            Reading = string.Join(' ', variants.SelectMany(variant => ordered.Select(column => InWords(variant, column)))),
            Values = variants.SelectMany(variant => ordered.Select(column => KeyValuePair.Create($"{variant.Name}: {column.Name}", Last(variant, column)))).ToDictionary(),
        };
    }

    private static Chart Panel(EvaluationColumn column, IReadOnlyList<Variant> variants) => new()
    {
        Title = column.Title,
        Caption = "Of the student's samples, measured at its checkpoints.",
        XLabel = "iteration (turns of the loop)",
        YLabel = column.Title,
        Logarithmic = column.SmallestCounts,
        Lines = [.. variants.Select(variant => variant.Series(column.Name))],
    };

    private static string InWords(Variant variant, EvaluationColumn column)
    {
        var points = variant.Series(column.Name).Points;
        return points.Count == 0 ? "" : $"{variant.Name}, {column.Title}: {Axis.Label(Math.Round(points[0].Y, 3))} → {Axis.Label(Math.Round(points[^1].Y, 3))}.";
    }

    private static double? Last(Variant variant, EvaluationColumn column) => variant.Series(column.Name).Points is [.., var last] ? last.Y : null;
}
