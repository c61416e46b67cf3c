namespace FDistill.Reports.Charts;

/// <summary>How often values occur, as shares of all.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Edges">Where the bins end, ascending: one more than there are bins.</param>
/// <param name="Shares">The share of the values in each bin.</param>
public sealed record Histogram(string Name, IReadOnlyList<double> Edges, IReadOnlyList<double> Shares)
{
    /// <summary>Counts values in bins of one width; what lies outside
    /// the range counts into the first or the last bin.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="values">The values, at least one of them finite; others are left out.</param>
    /// <param name="range">What the bins cover; null for the values' own range.</param>
    /// <param name="bins">How many there are.</param>
    public static Histogram Of(string name, IReadOnlyList<double> values, Interval? range = null, int bins = 40)
    {
        ArgumentNullException.ThrowIfNull(values);
        var finite = values.Where(double.IsFinite).ToList();
        if (finite.Count == 0) throw new ArgumentException($"the histogram '{name}' has no finite value", nameof(values));
        var (lower, upper) = range is { } given ? (given.Lower, given.Upper) : (finite.Min(), finite.Max());
        if (upper <= lower) (lower, upper) = (lower - 0.5, lower + 0.5);
        var shares = new double[bins];
        foreach (var value in finite) shares[Math.Clamp((int)((value - lower) / (upper - lower) * bins), 0, bins - 1)] += 1.0 / finite.Count;
        return new Histogram(name, [.. Enumerable.Range(0, bins + 1).Select(k => lower + (upper - lower) * k / bins)], shares);
    }
}
