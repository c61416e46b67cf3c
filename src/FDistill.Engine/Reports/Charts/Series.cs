namespace FDistill.Engine.Reports.Charts;

/// <summary>A measure over the iterations.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">Iteration and value, in the order of the iterations.</param>
public sealed record Series(string Name, IReadOnlyList<Point> Points)
{
    /// <summary>A measure of a run, where it was measured.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="history">The run's measures.</param>
    /// <param name="measure">The measure's name.</param>
    public static Series Of(string name, IReadOnlyList<MetricsEntry> history, string measure) =>
        new(name, [.. from entry in history where entry.Values.ContainsKey(measure) select new Point(entry.Iteration, entry.Values[measure])]);

    /// <summary>The series in at most so many buckets of neighbouring points.</summary>
    public IReadOnlyList<Bucket> Buckets(int limit) =>
        [.. Points.Chunk(Math.Max(1, (Points.Count + limit - 1) / limit)).Select(Bucket.Of)];
}

/// <summary>A value at an iteration.</summary>
public readonly record struct Point(double X, double Y);

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
