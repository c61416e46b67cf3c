using FDistill.Engine.Evaluation;
using FDistill.Images;

namespace FDistill.Reports;

/// <summary>What a run's report shows.</summary>
public sealed record ReportContent
{
    /// <summary>The run's name.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence below the name, e.g. <c>Jensen–Shannon distillation
    /// of 'edm' on 'mnist': 1,500 iterations in 5 min 31 s.</c></summary>
    public required string Summary { get; init; }

    /// <summary>Sheets of samples, side by side, of the same noise and labels.</summary>
    public IReadOnlyList<ReportPicture> Pictures { get; init; } = [];

    /// <summary>The evaluation; null where there was none.</summary>
    public EvaluationTable? Table { get; init; }

    /// <summary>The run's measures, from which the curves are drawn.</summary>
    public IReadOnlyList<MetricsEntry> History { get; init; } = [];

    /// <summary>What was measured of its samples over the iterations.</summary>
    public IReadOnlyList<MetricsEntry> Course { get; init; } = [];

    /// <summary>Facts about the run by heading: parts, plugins, machine, durations, …</summary>
    public IReadOnlyList<ReportFacts> Facts { get; init; } = [];

    /// <summary>The run's resolved configuration: JSON.</summary>
    public required string Configuration { get; init; }
}

/// <summary>A sheet of samples in a report.</summary>
/// <param name="Title">Who made them, e.g. <c>Student, one step, after</c>.</param>
/// <param name="Description">What is to be seen, for those who cannot see it and as a caption.</param>
/// <param name="Image">The sheet.</param>
public sealed record ReportPicture(string Title, string Description, Raster Image);

/// <summary>Facts under a heading.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Facts">Names and values, in the order shown.</param>
public sealed record ReportFacts(string Heading, IReadOnlyList<KeyValuePair<string, string>> Facts);
