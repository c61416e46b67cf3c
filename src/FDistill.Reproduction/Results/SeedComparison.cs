using FDistill.Engine.Evaluation;

namespace FDistill.Reproduction.Results;

/// <summary>Whether two rows differ by more than their seeds do.</summary>
/// <remarks>By the exact two-sided rank test, which asks nothing of how the values are
/// distributed. With three seeds it wants all seeds of the one on the same side of all
/// seeds of the other.</remarks>
internal static class SeedComparison
{
    /// <summary>The verdict on rows that the seeds do not state apart.</summary>
    public const string Within = "within";

    /// <summary>Of so many seeds or fewer the test wants every one.</summary>
    private const int Few = 3;

    /// <summary>Compares, as one reads it in a table.</summary>
    /// <param name="row">One row's values.</param>
    /// <param name="baseline">The values of the row it is compared with.</param>
    /// <param name="column">Which way is better.</param>
    /// <returns><c>better</c>, <c>worse</c>, <c>other</c> where neither way is,
    /// <c>within</c> the spread; empty where there are too few seeds to tell.</returns>
    public static string Of(Spread? row, Spread? baseline, EvaluationColumn column)
    {
        if (row is null || baseline is null || row.Values.Count < Spread.Fewest || baseline.Values.Count < Spread.Fewest) return "";
        var (below, above) = (row.LiesBelow(baseline), baseline.LiesBelow(row));
        if (!below && !above) return Within;
        return column.Better switch
        {
            "↓" => below ? "better" : "worse",
            "↑" => above ? "better" : "worse",
            _ => "other",
        };
    }

    /// <summary>The rule, in words, with how often chance alone would satisfy it.</summary>
    /// <param name="seeds">How many seeds each row has.</param>
    public static string Rule(int seeds) => seeds < Spread.Fewest
        ? "A single seed shows no spread: nothing is said of differences."
        : $"A row is 'better' or 'worse' than the one it is compared with where {(seeds <= Few ? "every seed of it is" : "an exact rank test of their seeds says so")}; else the difference is 'within' the seeds' spread. "
            + $"Of two rows of {seeds} seeds that differ in nothing, chance would separate one pair in {1 / RankTest.Attained(seeds, seeds):0}.";
}
