using FDistill.Engine.Evaluation;

namespace FDistill.Reproduction.Results;

/// <summary>What the seeds tell apart in measures that the paper does not have.</summary>
internal static class FurtherDifferences
{
    /// <summary>A sentence for each measure in which a row differs from the one it is compared with.</summary>
    /// <param name="result">What was measured.</param>
    public static IEnumerable<string> Of(BlockResult result)
    {
        foreach (var (column, _) in result.Columns.Where(column => column.Paper is null))
        {
            List<string> told = [.. result.Rows.GroupBy(result.BaselineOf).Where(group => group.Key is not null).Select(group => Of(group, group.Key!, column)).OfType<string>()];
            if (told.Count > 0) yield return $"By the same rule, {column.Title} beside {string.Join("; beside ", told)}.";
        }
    }

    private static string? Of(IEnumerable<RowResult> rows, RowResult baseline, EvaluationColumn column)
    {
        List<string> differing = [.. rows.Select(row => (row.Row.Label, Difference: SeedComparison.Of(row.Of(column.Name), baseline.Of(column.Name), column)))
            .Where(row => row.Difference is not ("" or SeedComparison.Within)).Select(row => $"{row.Label} {row.Difference}")];
        return differing.Count == 0 ? null : $"{baseline.Row.Label}: {string.Join(", ", differing)}";
    }
}
