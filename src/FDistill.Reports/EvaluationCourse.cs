using FDistill.Engine.Evaluation;

namespace FDistill.Reports;

/// <summary>What was measured of a student over the iterations of its training.</summary>
public static class EvaluationCourse
{
    /// <summary>Puts together what was measured on the way, at checkpoints, before and after.</summary>
    /// <param name="entries">The lines of the run's log.</param>
    /// <param name="rows">What was measured before and after; empty where that is not known.</param>
    /// <param name="iterations">How many turns the training has.</param>
    /// <returns>An entry for each iteration at which something was measured,
    /// in their order. Of several at one iteration the last counts.</returns>
    public static IReadOnlyList<MetricsEntry> Of(IEnumerable<MetricsEntry> entries, IReadOnlyList<EvaluationRow> rows, long iterations)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var measured = entries.Where(entry => entry.Evaluation is not null && !entry.Evaluation.StartsWith("teacher", StringComparison.Ordinal))
            .GroupBy(entry => entry.Iteration).ToDictionary(group => group.Key, group => group.Last());
        foreach (var row in rows.Where(row => !row.Recorded))
        {
            if (row.Name == EvaluationRow.StudentBefore) measured.TryAdd(0, new MetricsEntry(0, row.Values) { Columns = row.Columns });
            if (row.Name == EvaluationRow.StudentAfter) measured.TryAdd(iterations, new MetricsEntry(iterations, row.Values) { Columns = row.Columns });
        }

        return [.. measured.Values.OrderBy(entry => entry.Iteration)];
    }
}
