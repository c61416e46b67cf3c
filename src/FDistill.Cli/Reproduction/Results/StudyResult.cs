using FDistill.Cli.Reproduction.Runs;
using FDistill.Cli.Reproduction.Studies;
using FDistill.Engine.Evaluation;

namespace FDistill.Cli.Reproduction.Results;

/// <summary>A part of a study with what its runs measured.</summary>
/// <param name="Block">The part.</param>
/// <param name="Scale">The scale.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record BlockResult(StudyBlock Block, Scale Scale, IReadOnlyList<RowResult> Rows)
{
    /// <summary>The columns with measures, each with the paper's column that it stands for; null for a measure that the paper has not.</summary>
    public IReadOnlyList<(EvaluationColumn Column, string? Paper)> Columns =>
    [
        .. Block.Columns.Where(Scale.Measures.ContainsKey).Select(paper => (EvaluationColumn.Of(Scale.Measures[paper]), (string?)paper)),
        .. Scale.Further.Where(measure => Rows.Any(row => row.Of(measure) is not null)).Select(measure => (EvaluationColumn.Of(measure), (string?)null)),
    ];

    /// <summary>The row that one is compared with; null for none.</summary>
    public RowResult? BaselineOf(RowResult row) => row.Row.Baseline is { } baseline ? Rows.FirstOrDefault(other => other.Row.Variant == baseline) : null;

    /// <summary>Reads what the runs of a part measured.</summary>
    public static BlockResult Of(StudyBlock block, ReproductionRequest request, ReproductionPlan plan)
    {
        var teacher = block.Variants.SelectMany(variant => request.Seeds.Select(seed => plan.Of(block.Data, variant, seed)))
            .SelectMany(run => run.Results()).FirstOrDefault(row => row.Name == request.Scale.Teacher);
        return new BlockResult(block, request.Scale, [.. block.Rows.Select(row => Of(row, block.Data, request, plan, teacher))]);
    }

    private static RowResult Of(StudyRow row, PaperData data, ReproductionRequest request, ReproductionPlan plan, EvaluationRow? teacher)
    {
        if (row.IsTeacher) return new RowResult(row, [], teacher is null ? [] : [teacher]);
        List<PlannedRun> runs = row.Variant is { } variant ? [.. request.Seeds.Select(seed => plan.Of(data, variant, seed))] : [];
        return new RowResult(row, runs, [.. runs.SelectMany(run => run.Results()).Where(result => result.Name == EvaluationRow.StudentAfter)]);
    }
}

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
