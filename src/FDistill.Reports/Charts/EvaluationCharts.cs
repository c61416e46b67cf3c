using FDistill.Engine.Evaluation;

namespace FDistill.Reports.Charts;

/// <summary>What was measured over the iterations: Fréchet distance, recall and more.</summary>
internal static class EvaluationCharts
{
    private const int Most = 4;

    /// <summary>The measures that are charted, of all that were measured.</summary>
    /// <param name="measured">What was measured.</param>
    public static IReadOnlyList<EvaluationColumn> Columns(IEnumerable<MetricsEntry> measured)
    {
        var entries = measured.ToList();
        var names = entries.SelectMany(entry => entry.Values.Keys).Distinct().Where(name => name != EvaluationRow.MillisecondsPerImage);
        return [.. names.Select(name => EvaluationColumn.Of(name, entries.SelectMany(entry => entry.Columns))).OrderBy(column => column.Declared.ChartOrder ?? int.MaxValue).Take(Most)];
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
            Logarithmic = column.Declared.Logarithmic,
            Lines = lines,
        };
    }
}
