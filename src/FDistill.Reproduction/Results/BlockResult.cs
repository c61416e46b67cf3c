using FDistill.Engine.Evaluation;
using FDistill.Reproduction.Runs;
using FDistill.Reproduction.Studies;

namespace FDistill.Reproduction.Results;

/// <summary>A part of a study with what its runs measured.</summary>
/// <param name="Block">The part.</param>
/// <param name="Scale">The scale.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record BlockResult(StudyBlock Block, Scale Scale, IReadOnlyList<RowResult> Rows)
{
    /// <summary>The columns with measures, each with the paper's column that it
    /// stands for; null for a measure that the paper does not have.</summary>
    public IReadOnlyList<(EvaluationColumn Column, string? Paper)> Columns =>
    [
        .. Block.Columns.Where(Scale.Measures.ContainsKey).Select(paper => (ColumnOf(Scale.Measures[paper]), (string?)paper)),
        .. Scale.Further.Except(Block.Columns.Select(Scale.Measures.GetValueOrDefault)).OfType<string>().Where(measure => Rows.Any(row => row.Of(measure) is not null)).Select(measure => (ColumnOf(measure), (string?)null)),
    ];

    /// <summary>How many seeds the rows have of which the most are done.</summary>
    public int Seeds => Rows.Where(row => row.Runs.Count > 0).Select(row => row.Measured.Count).DefaultIfEmpty(0).Max();

    /// <summary>The row that one is compared with; null for none.</summary>
    public RowResult? BaselineOf(RowResult row) => row.Row.Baseline is { } baseline ? Rows.FirstOrDefault(other => other.Row.Variant == baseline) : null;

    private EvaluationColumn ColumnOf(string measure) => EvaluationColumn.Of(measure, Rows.SelectMany(row => row.Measured).SelectMany(measured => measured.Columns));

    /// <summary>Reads what the runs of a part measured. Rows of which neither
    /// anything was measured nor the paper says anything are left out.</summary>
    /// <param name="block">The part.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="plan">Knows the runs.</param>
    public static BlockResult Of(StudyBlock block, Scale scale, IReadOnlyList<long> seeds, ReproductionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(plan);
        var teachers = block.Variants.SelectMany(variant => seeds.Select(seed => plan.Of(block.Data, variant, seed)))
            .Select(run => run.Results()).FirstOrDefault(results => results.Count > 0, []);
        IReadOnlyList<EvaluationRow> Teacher(string guidance) => [.. teachers.Where(row => row.Name == scale.Teachers.GetValueOrDefault(guidance))];

        RowResult Result(StudyRow row)
        {
            if (row.TeacherGuidance is { } guidance) return new RowResult(row, [], Teacher(guidance));
            List<PlannedRun> runs = row.Variant is { } variant ? [.. seeds.Select(seed => plan.Of(block.Data, variant, seed))] : [];
            return new RowResult(row, runs, [.. runs.SelectMany(run => run.Results()).Where(result => result.Name == EvaluationRow.StudentAfter)]);
        }

        return new BlockResult(block, scale, [.. block.Rows.Select(Result).Where(row => row.Runs.Count > 0 || row.Measured.Count > 0 || row.Row.Paper.Count > 0)]);
    }
}
