using FDistill.Engine.Evaluation;

namespace FDistill.Reports.Charts;

/// <summary>What was measured over the iterations: Fréchet distance, recall and more.</summary>
internal static class EvaluationCharts
{
    private const int Most = 4;

    private static readonly string[] First = ["frechet", "fid", "recall", "precision"], Left = [EvaluationRow.MillisecondsPerImage];

    /// <summary>The measures that are charted, of all that were measured.</summary>
    /// <param name="measured">What was measured.</param>
    public static IReadOnlyList<EvaluationColumn> Columns(IEnumerable<MetricsEntry> measured)
    {
        var names = measured.SelectMany(entry => entry.Values.Keys).Distinct().Except(Left).ToList();
        return [.. First.Where(names.Contains).Concat(names.Except(First)).Take(Most).Select(EvaluationColumn.Of)];
    }

    /// <summary>The chart of a measure.</summary>
    /// <param name="column">The measure.</param>
    /// <param name="lines">Its values over the iterations.</param>
    public static Chart Of(EvaluationColumn column, IReadOnlyList<Series> lines)
    {
        ArgumentNullException.ThrowIfNull(column);
        return new Chart
        {
            Title = column.Title,
            Caption = "Of the samples, before, on the way and after.",
            XLabel = "iteration (iterations of the loop)",
            YLabel = column.Title,
            Logarithmic = column.SmallestCounts,
            Lines = lines,
        };
    }
}
