using System.Globalization;
using FDistill.Engine.Evaluation;

namespace FDistill.Reproduction.Results;

/// <summary>The cells of a table that puts ours beside the paper's.</summary>
/// <param name="Headings">Those of the columns, the first of which names the rows.</param>
/// <param name="Rows">The rows.</param>
internal sealed record ResultTable(IReadOnlyList<string> Headings, IReadOnlyList<string[]> Rows)
{
    private const string Nothing = "–";

    /// <summary>All measures in one table.</summary>
    /// <param name="result">What was measured.</param>
    public static ResultTable Of(BlockResult result) => Of(result, result.Columns);

    /// <summary>A narrow table of each measure that the paper has, and one of all others.</summary>
    /// <param name="result">What was measured.</param>
    public static IEnumerable<ResultTable> Narrow(BlockResult result)
    {
        foreach (var column in result.Columns.Where(column => column.Paper is not null)) yield return Of(result, [column]);
        List<(EvaluationColumn, string?)> further = [.. result.Columns.Where(column => column.Paper is null)];
        if (further.Count > 0) yield return Of(result, further);
    }

    private static ResultTable Of(BlockResult result, IReadOnlyList<(EvaluationColumn Column, string? Paper)> columns)
    {
        List<RowResult> baselines = [.. result.Rows.Select(result.BaselineOf).OfType<RowResult>().Distinct()];
        var difference = baselines.Count == 1 ? $"than {baselines[0].Row.Label}" : "difference";
        IEnumerable<string> Headings((EvaluationColumn Column, string? Paper) column)
        {
            yield return $"{column.Column.Title} {column.Column.Better}".TrimEnd();
            if (column.Paper is not { } paper) yield break;
            yield return difference;
            if (IsTold(result, paper)) yield return $"paper: {paper}";
        }

        var rows = columns.All(column => column.Paper is null) ? result.Rows.Where(row => row.Measured.Count > 0) : result.Rows;
        return new ResultTable(
            ["", "seeds", .. columns.SelectMany(Headings)],
            [.. rows.Select(row => new[] { row.Row.Label, Seeds(row) }.Concat(columns.SelectMany(column => Cells(result, row, column))).ToArray())]);
    }

    private static IEnumerable<string> Cells(BlockResult result, RowResult row, (EvaluationColumn Column, string? Paper) column)
    {
        var ours = row.Of(column.Column.Name);
        yield return ours?.Text(column.Column) ?? Nothing;
        if (column.Paper is not { } paper) yield break;
        yield return SeedComparison.Of(ours, result.BaselineOf(row)?.Of(column.Column.Name), column.Column);
        if (IsTold(result, paper)) yield return row.Row.Paper.TryGetValue(paper, out var value) ? Number(value) : Nothing;
    }

    /// <summary>Whether the paper has a number in a column: its figures have none.</summary>
    private static bool IsTold(BlockResult result, string paper) => result.Rows.Any(row => row.Row.Paper.ContainsKey(paper));

    private static string Seeds(RowResult row) => row.Runs.Count == 0 ? ""
        : row.Measured.Count == row.Runs.Count ? $"{row.Runs.Count}"
        : $"{row.Measured.Count} of {row.Runs.Count}";

    /// <summary>As the paper writes it.</summary>
    private static string Number(double value) => value.ToString(Math.Abs(value) < 1 ? "0.00#" : "0.00", CultureInfo.InvariantCulture);
}
