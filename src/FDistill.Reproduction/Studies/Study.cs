using FDistill.Hosting.Figures;

namespace FDistill.Reproduction.Studies;

/// <summary>A table or figure of the paper whose numbers come
/// from runs: what is run, and what the paper found.</summary>
/// <param name="Name">What to type.</param>
/// <param name="Title">Its number in the paper and what it shows.</param>
/// <param name="Asks">The question that it answers.</param>
internal sealed record Study(string Name, string Title, string Asks)
{
    /// <summary>Its parts, one for each dataset.</summary>
    public required IReadOnlyList<StudyBlock> Blocks { get; init; }

    /// <summary>What of the paper is left open or done in another way; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>Measures whose course over the iterations is drawn.</summary>
    public IReadOnlyList<StudyCurve> Curves { get; init; } = [];

    /// <summary>The paper's figures that are made of the runs.</summary>
    public IReadOnlyList<FigureKind> Figures { get; init; } = [];
}

/// <summary>A measure over the iterations, with a line for each row.</summary>
/// <param name="Measure">Its name in a run's <c>metrics.jsonl</c>.</param>
/// <param name="Title">What it is.</param>
/// <param name="Caption">What to look for.</param>
internal sealed record StudyCurve(string Measure, string Title, string Caption);
