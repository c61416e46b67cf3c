namespace FDistill.Cli.Reproduction.Studies;

/// <summary>A row of a study: runs of one variant, or the teacher, or what the paper alone can tell.</summary>
/// <param name="Label">What the paper calls it.</param>
internal sealed record StudyRow(string Label)
{
    /// <summary>What is run for it; null for a row without runs.</summary>
    public Variant? Variant { get; init; }

    /// <summary>What it is compared with; null for nothing.</summary>
    public Variant? Baseline { get; init; }

    /// <summary>Whether it is the teacher's, which every run's evaluation brings along.</summary>
    public bool IsTeacher { get; init; }

    /// <summary>What the paper found, by its columns.</summary>
    public IReadOnlyDictionary<string, double> Paper { get; init; } = new Dictionary<string, double>();

    /// <summary>What must be run for it.</summary>
    public IEnumerable<Variant> Runs => Variant is { WarmStart: { } first } ? [first, Variant] : Variant is null ? [] : [Variant];

    /// <summary>A row of runs.</summary>
    public static StudyRow Of(string label, Variant variant, Variant? baseline, params (string Column, double Value)[] paper) =>
        new(label) { Variant = variant, Baseline = variant == baseline ? null : baseline, Paper = Found(paper) };

    /// <summary>The teacher's row.</summary>
    public static StudyRow Teacher(string label, params (string Column, double Value)[] paper) => new(label) { IsTeacher = true, Paper = Found(paper) };

    /// <summary>A row that the paper quotes from others.</summary>
    public static StudyRow Published(string label, params (string Column, double Value)[] paper) => new(label) { Paper = Found(paper) };

    private static Dictionary<string, double> Found((string Column, double Value)[] paper) => paper.ToDictionary(one => one.Column, one => one.Value);
}
