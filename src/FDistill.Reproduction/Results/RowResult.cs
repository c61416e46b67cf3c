using FDistill.Engine.Evaluation;
using FDistill.Reproduction.Runs;
using FDistill.Reproduction.Studies;

namespace FDistill.Reproduction.Results;

/// <summary>A row with what was measured.</summary>
/// <param name="Row">The row.</param>
/// <param name="Runs">Its runs, one for each seed.</param>
/// <param name="Measured">What those measured that are done; one for the teacher.</param>
internal sealed record RowResult(StudyRow Row, IReadOnlyList<PlannedRun> Runs, IReadOnlyList<EvaluationRow> Measured)
{
    /// <summary>A measure over the seeds; null where none has it.</summary>
    public Spread? Of(string measure)
    {
        List<double> values = [.. Measured.Where(row => row.Values.ContainsKey(measure)).Select(row => row.Values[measure])];
        return values.Count == 0 ? null : new Spread(values);
    }
}
