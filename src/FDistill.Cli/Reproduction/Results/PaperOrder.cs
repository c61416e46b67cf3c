namespace FDistill.Cli.Reproduction.Results;

/// <summary>How far the order of our rows is the paper's, pair by pair.</summary>
/// <param name="Pairs">Pairs of rows of which the paper has different numbers, and we have numbers.</param>
/// <param name="Alike">Those that we have in the paper's order, by the means.</param>
/// <param name="Separated">Those whose seeds do not overlap.</param>
/// <param name="SeparatedAlike">Those of these that are in the paper's order.</param>
internal sealed record PaperOrder(int Pairs, int Alike, int Separated, int SeparatedAlike)
{
    /// <summary>Counts.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="measure">Our measure.</param>
    /// <param name="paper">The paper's column.</param>
    public static PaperOrder Of(IReadOnlyList<RowResult> rows, string measure, string paper)
    {
        List<(Spread Ours, double Paper)> known = [.. from row in rows
            where row.Row.Variant is not null && row.Row.Paper.ContainsKey(paper)
            let ours = row.Of(measure)
            where ours is not null
            select (ours, row.Row.Paper[paper])];
        List<((Spread Ours, double Paper) First, (Spread Ours, double Paper) Second)> pairs =
            [.. known.SelectMany((first, index) => known.Skip(index + 1).Select(second => (first, second))).Where(pair => pair.first.Paper != pair.second.Paper)];
        var separated = pairs.Where(pair => AreSeparated(pair.First.Ours, pair.Second.Ours)).ToList();
        return new PaperOrder(pairs.Count, pairs.Count(IsAlike), separated.Count, separated.Count(IsAlike));
    }

    /// <summary>In words; null where there is no pair.</summary>
    public string? Text => Pairs == 0 ? null
        : $"Of {Pairs} pairs of rows that the paper tells apart, the means here have {Alike} in its order; of the {Separated} whose seeds do not overlap, {SeparatedAlike}.";

    private static bool IsAlike(((Spread Ours, double Paper) First, (Spread Ours, double Paper) Second) pair) =>
        Math.Sign(pair.First.Ours.Mean - pair.Second.Ours.Mean) == Math.Sign(pair.First.Paper - pair.Second.Paper);

    private static bool AreSeparated(Spread first, Spread second) =>
        first.Values.Count > 1 && second.Values.Count > 1 && (first.Values.Max() < second.Values.Min() || second.Values.Max() < first.Values.Min());
}
