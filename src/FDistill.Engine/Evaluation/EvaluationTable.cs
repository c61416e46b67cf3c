namespace FDistill.Engine.Evaluation;

/// <summary>Rows side by side.</summary>
/// <param name="Rows">The rows, in the order shown.</param>
/// <param name="Note">A sentence below the table, e.g. where recorded rows come from; null for none.</param>
public sealed record EvaluationTable(IReadOnlyList<EvaluationRow> Rows, string? Note = null)
{
    /// <summary>Every value that some row has, the sampler's time last.</summary>
    public IReadOnlyList<EvaluationColumn> Columns =>
    [
        .. Rows.SelectMany(row => row.Values.Keys).Distinct().OrderBy(name => name == EvaluationRow.MillisecondsPerImage)
            .Select(name => EvaluationColumn.Of(name, Rows.SelectMany(row => row.Columns))),
    ];
}
