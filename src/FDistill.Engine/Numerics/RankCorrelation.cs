namespace FDistill.Engine.Numerics;

/// <summary>Spearman's rank correlation: 1 where one thing grows
/// with the other, −1 where it falls, whatever the shape.</summary>
internal static class RankCorrelation
{
    /// <summary>The correlation of the ranks; equal values share the mean of theirs.</summary>
    /// <param name="first">Values of one thing.</param>
    /// <param name="second">As many of the other.</param>
    /// <returns>Null where one of them never changes.</returns>
    public static double? Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (a, b) = (Ranks(first), Ranks(second));
        var middle = (first.Count + 1) / 2.0;
        var (spreadOfA, spreadOfB) = (a.Sum(rank => (rank - middle) * (rank - middle)), b.Sum(rank => (rank - middle) * (rank - middle)));
        if (spreadOfA == 0 || spreadOfB == 0) return null;
        return a.Zip(b, (x, y) => (x - middle) * (y - middle)).Sum() / Math.Sqrt(spreadOfA * spreadOfB);
    }

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(place => values[place]).ToList();
        var ranks = new double[values.Count];
        for (var from = 0; from < order.Count;)
        {
            var to = from;
            while (to < order.Count && values[order[to]] == values[order[from]]) to++;
            for (var place = from; place < to; place++) ranks[order[place]] = (from + 1 + to) / 2.0;
            from = to;
        }
        return ranks;
    }
}
