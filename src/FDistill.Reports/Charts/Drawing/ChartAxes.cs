namespace FDistill.Reports.Charts.Drawing;

/// <summary>The axes that hold all that a chart shows.</summary>
internal sealed record ChartAxes(Axis X, Axis Y)
{
    private const int XTicks = 8;

    /// <exception cref="InvalidDataException">The chart has nothing that
    /// can be drawn, or more series than can be told apart.</exception>
    public static ChartAxes Of(Chart chart)
    {
        if (chart.Lines.Count + chart.Clouds.Count > Chart.MostLines)
            throw new InvalidDataException($"The chart '{chart.Title}' has {chart.Lines.Count + chart.Clouds.Count} series; {Chart.MostLines} at most can be told apart in one chart.");
        var points = Points(chart).Where(point => point.IsFinite).ToList();
        var bars = chart.Bars.Where(double.IsFinite).ToList();
        if (chart.Map is { Field.Plane: var plane }) return new ChartAxes(Tight([plane.X], logarithmic: false), Tight([plane.Y], logarithmic: false));
        if (points.Count == 0 && bars.Count == 0)
            throw new InvalidDataException($"The chart '{chart.Title}' has nothing to draw: there is no finite value in it.");
        return new ChartAxes(AlongX(chart, points), AlongY(chart, [.. points.Select(point => point.Y), .. bars]));
    }

    private static IEnumerable<Point> Points(Chart chart)
    {
        var series = chart.Lines.Concat(chart.Clouds).ToList();
        var ranges = series.SelectMany(line => line.Points.Zip(line.Range, Point[] (point, range) => [new(point.X, range.Lower), new(point.X, range.Upper)]).SelectMany(pair => pair));
        var band = chart.Band is { } area ? area.Lower.Points.Concat(area.Upper.Points) : [];
        return series.SelectMany(line => line.Points).Concat(ranges).Concat(band);
    }

    private static Axis AlongX(Chart chart, List<Point> points)
    {
        if (chart.Bars.Count > 0) return new Axis(-0.5, chart.Bars.Count - 0.5, [.. Enumerable.Range(0, chart.Bars.Count).Select(bar => (double)bar)], Logarithmic: false);
        List<Interval> extents = [chart.XRange ?? new Interval(points.Min(point => point.X), points.Max(point => point.X))];
        if (chart.Histogram is { } histogram) extents.Add(new Interval(histogram.Edges[0], histogram.Edges[^1]));
        return Tight(extents, chart.XLogarithmic);
    }

    private static Axis AlongY(Chart chart, List<double> values)
    {
        if (chart.YRange is { } range) values = [range.Lower, range.Upper];
        if (chart.Reference is { } reference) values.Add(reference.Value);
        values.AddRange(chart.BarRanges.SelectMany(Values));
        if (chart.Bars.Count > 0) values.Add(0);
        var (lowest, highest) = (values.Min(), values.Max());
        return chart.Logarithmic && lowest > 0 ? Axis.Log(lowest, highest) : Axis.Linear(lowest, highest, tight: chart.EqualScales);
    }

    private static IEnumerable<double> Values(Interval interval) => new[] { interval.Lower, interval.Upper }.Where(double.IsFinite);

    private static Axis Tight(IReadOnlyList<Interval> extents, bool logarithmic)
    {
        var (lowest, highest) = (extents.Min(extent => extent.Lower), extents.Max(extent => extent.Upper));
        return logarithmic && lowest > 0 ? Axis.Log(lowest, highest) : Axis.Linear(lowest, highest, XTicks, tight: true);
    }
}
