using FDistill.Engine.Numerics;

namespace FDistill.Reports.Charts;

/// <summary>A measure over the iterations, or over something else.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">Iteration and value, in the order of the iterations.</param>
public sealed record Series(string Name, IReadOnlyList<Point> Points)
{
    /// <summary>How far the value ranges at each point, such as over seeds:
    /// drawn as a band around the line. Empty, or one for each point.</summary>
    public IReadOnlyList<Interval> Range { get; init; } = [];

    /// <summary>Whether every point is drawn, as those of a function are; the many
    /// points of a noisy measure are drawn as the means of neighbours.</summary>
    public bool IsFunction { get; init; }

    /// <summary>A measure of a run, where it was measured.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="history">The run's measures.</param>
    /// <param name="measure">The measure's name.</param>
    public static Series Of(string name, IReadOnlyList<MetricsEntry> history, string measure) =>
        new(name, [.. from entry in history where entry.Values.ContainsKey(measure) select new Point(entry.Iteration, entry.Values[measure])]);

    /// <summary>Many runs of the same as one: the median over them,
    /// with the range from the smallest to the largest.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="seeds">One series for each seed, at least one;
    /// only the places that all of them have are drawn.</param>
    /// <param name="detail">Each seed's noise is averaged out over
    /// neighbours before, until there are so many points at most.</param>
    public static Series OverSeeds(string name, IReadOnlyList<Series> seeds, int detail = 80)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        if (seeds.Count == 0) throw new ArgumentException("a median needs at least one series", nameof(seeds));
        var common = seeds.Select(seed => seed.Points.Select(point => point.X)).Aggregate((a, b) => a.Intersect(b)).ToHashSet();
        var bucketed = seeds.Select(seed => (seed with { Points = [.. seed.Points.Where(point => common.Contains(point.X))] }).Buckets(detail)).ToList();
        var places = Enumerable.Range(0, bucketed[0].Count).Select(k => (bucketed[0][k].X, Values: bucketed.Select(seed => seed[k].Mean).ToList())).ToList();
        return new Series(name, [.. places.Select(place => new Point(place.X, Median.Of(place.Values)))])
        {
            Range = seeds.Count == 1 ? [] : [.. places.Select(place => new Interval(place.Values.Min(), place.Values.Max()))],
            IsFunction = true,
        };
    }

    /// <summary>The series in at most so many buckets of neighbouring points.</summary>
    public IReadOnlyList<Bucket> Buckets(int limit) =>
        [.. Points.Chunk(Math.Max(1, (Points.Count + limit - 1) / limit)).Select(Bucket.Of)];
}

/// <summary>A value at an iteration, or at another place.</summary>
public readonly record struct Point(double X, double Y)
{
    /// <summary>Whether it can be drawn.</summary>
    public bool IsFinite => double.IsFinite(X) && double.IsFinite(Y);
}

/// <summary>What lies between two values.</summary>
public readonly record struct Interval(double Lower, double Upper);

/// <summary>Neighbouring points of a series in one.</summary>
/// <param name="X">Their middle.</param>
/// <param name="Mean">Their mean value.</param>
/// <param name="Minimum">Their smallest value.</param>
/// <param name="Maximum">Their largest value.</param>
public readonly record struct Bucket(double X, double Mean, double Minimum, double Maximum)
{
    /// <summary>The bucket of some points, at least one.</summary>
    public static Bucket Of(Point[] points) =>
        new(points.Average(point => point.X), points.Average(point => point.Y), points.Min(point => point.Y), points.Max(point => point.Y));
}
