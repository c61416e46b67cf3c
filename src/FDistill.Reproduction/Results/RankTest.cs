namespace FDistill.Reproduction.Results;

/// <summary>The exact rank test of Wilcoxon, Mann and Whitney: whether one of two
/// groups of numbers tends to be smaller, whatever their distribution.</summary>
internal static class RankTest
{
    /// <summary>How often, at most, groups that differ in nothing are told
    /// apart; more often only where so few numbers allow nothing less.</summary>
    private const double Level = 0.1;

    /// <summary>Rounding of a sum of probabilities.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Whether the first group tends to be smaller than
    /// the second, by more than chance would have it.</summary>
    /// <param name="first">Its numbers.</param>
    /// <param name="second">Those of the other.</param>
    public static bool IsSmaller(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var wins = first.Sum(a => second.Sum(b => a.CompareTo(b) switch { < 0 => 0, 0 => 0.5, _ => 1.0 }));
        var chances = TwoSided(first.Count, second.Count);
        return wins < first.Count * second.Count / 2.0 && IsRare(chances[(int)Math.Ceiling(wins)], chances);
    }

    /// <summary>How often groups that differ in nothing are told apart.</summary>
    /// <param name="first">The size of one group.</param>
    /// <param name="second">That of the other.</param>
    public static double Attained(int first, int second)
    {
        var chances = TwoSided(first, second);
        return chances.Last(chance => IsRare(chance, chances));
    }

    private static bool IsRare(double chance, double[] chances) => chance <= Math.Max(Level, chances[0]) + Rounding;

    /// <summary>How often chance alone gives 0, 1, … wins or fewer, or as many for the other group.</summary>
    private static double[] TwoSided(int first, int second)
    {
        var ways = Ways(first, second);
        var (all, sum) = (ways.Sum(), 0.0);
        return [.. ways.Select(of => Math.Min(1, 2 * (sum += of) / all))];
    }

    /// <summary>Of how many arrangements of both groups in one row
    /// the first group has 0, 1, … wins over the second.</summary>
    private static double[] Ways(int first, int second)
    {
        // The product of (1 − x^(second + k))/(1 − x^k) over k = 1 … first: multiplied up and divided term by term.
        var ways = new double[first * second + 1];
        ways[0] = 1;
        for (var k = 1; k <= first; k++)
        {
            for (var wins = ways.Length - 1; wins >= second + k; wins--) ways[wins] -= ways[wins - second - k];
            for (var wins = k; wins < ways.Length; wins++) ways[wins] += ways[wins - k];
        }

        return ways;
    }
}
