namespace FDistill.Reports.Charts;

/// <summary>Charts side by side in one picture.</summary>
/// <param name="Title">What they show together; empty for no title.</param>
/// <param name="Charts">The charts, row by row; at least one.</param>
public sealed record ChartSheet(string Title, IReadOnlyList<Chart> Charts)
{
    /// <summary>Charts in a row; null: one chart alone, two side by side, three from five charts on.</summary>
    public int? Columns { get; init; }
}
