namespace FDistill.Reproduction.Studies;

/// <summary>A row of a study: runs of one variant, or the teacher, or what the paper alone has.</summary>
/// <param name="Label">What the paper calls it.</param>
internal sealed record StudyRow(string Label)
{
    /// <summary>What is run for it; null for a row without runs.</summary>
    public Variant? Variant { get; init; }

    /// <summary>What it is compared with; null for nothing.</summary>
    public Variant? Baseline { get; init; }

    /// <summary>The guidance of a teacher's row, which the runs'
    /// evaluations bring along; null for a row of something else.</summary>
    public string? TeacherGuidance { get; init; }

    /// <summary>What the paper found, by its columns.</summary>
    public IReadOnlyDictionary<string, double> Paper { get; init; } = new Dictionary<string, double>();

    /// <summary>A row of runs.</summary>
    public static StudyRow Of(string label, Variant variant, Variant? baseline, params (string Column, double Value)[] paper) =>
        new(label) { Variant = variant, Baseline = variant == baseline ? null : baseline, Paper = Found(paper) };

    /// <summary>The teacher's row, as its evaluation calls it at a scale of guidance.</summary>
    public static StudyRow Teacher(string label, string guidance, params (string Column, double Value)[] paper) => new(label) { TeacherGuidance = guidance, Paper = Found(paper) };

    /// <summary>A row that the paper quotes from others.</summary>
    public static StudyRow Published(string label, params (string Column, double Value)[] paper) => new(label) { Paper = Found(paper) };

    private static Dictionary<string, double> Found((string Column, double Value)[] paper) => paper.ToDictionary(one => one.Column, one => one.Value);
}
