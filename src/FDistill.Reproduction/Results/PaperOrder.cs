namespace FDistill.Reproduction.Results;

/// <summary>How far the order of our rows is the paper's, pair by pair.</summary>
/// <param name="Pairs">Pairs of rows of which the paper has different numbers, and we have numbers.</param>
/// <param name="Alike">Those that we have in the paper's order, by the means.</param>
/// <param name="Separated">Those whose seeds tell them apart.</param>
/// <param name="SeparatedAlike">Those of these that are in the paper's order.</param>
/// <param name="Ours">Our rows' names, from the smallest mean to the largest.</param>
/// <param name="Paper">The same rows' names, from the paper's smallest number to its largest.</param>
internal sealed record PaperOrder(int Pairs, int Alike, int Separated, int SeparatedAlike, IReadOnlyList<string> Ours, IReadOnlyList<string> Paper)
{
    /// <summary>Counts.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="measure">Our measure.</param>
    /// <param name="paper">The paper's column.</param>
    public static PaperOrder Of(IReadOnlyList<RowResult> rows, string measure, string paper)
    {
        List<ComparedRow> known = [.. from row in rows
            where row.Row.Variant is not null && row.Row.Paper.ContainsKey(paper)
            let ours = row.Of(measure)
            where ours is not null
            select new ComparedRow(row.Row.Label, ours, row.Row.Paper[paper])];
        List<(ComparedRow First, ComparedRow Second)> pairs = [.. known.SelectMany((first, index) => known.Skip(index + 1).Select(second => (first, second))).Where(pair => pair.first.Paper != pair.second.Paper)];
        var separated = pairs.Where(pair => AreSeparated(pair.First.Ours, pair.Second.Ours)).ToList();
        return new PaperOrder(
            pairs.Count, pairs.Count(IsAlike), separated.Count, separated.Count(IsAlike),
            [.. known.OrderBy(row => row.Ours.Mean).Select(row => row.Label)], [.. known.OrderBy(row => row.Paper).Select(row => row.Label)]);
    }

    /// <summary>In words.</summary>
    public string Text => $"From the smallest to the largest, the paper: {string.Join(", ", Paper)}; here: {string.Join(", ", Ours)}. "
        + $"Of {Pairs} pairs that the paper tells apart, the means here have {Alike} in its order; of the {Separated} that the seeds tell apart, {SeparatedAlike}.";

    private static bool IsAlike((ComparedRow First, ComparedRow Second) pair) =>
        Math.Sign(pair.First.Ours.Mean - pair.Second.Ours.Mean) == Math.Sign(pair.First.Paper - pair.Second.Paper);

    private static bool AreSeparated(Spread first, Spread second) => first.LiesBelow(second) || second.LiesBelow(first);

    private sealed record ComparedRow(string Label, Spread Ours, double Paper);
}
