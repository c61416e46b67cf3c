using FDistill.Reports.Charts;
using FDistill.Reports.Charts.Drawing;

namespace FDistill.Reports.Tests.Charts;

public sealed class SeriesTests
{
    [Fact]
    public void Over_seeds_a_series_is_the_median_with_the_range_where_all_have_a_value()
    {
        var series = Series.OverSeeds("js", [Seed(1, 5, 9), Seed(2, 4), Seed(6, 3)]);
        Assert.Equal([new Point(0, 2), new Point(1, 4)], series.Points);
        Assert.Equal([new Interval(1, 6), new Interval(3, 5)], series.Range);
    }

    [Fact]
    public void One_seed_has_no_range() => Assert.Empty(Series.OverSeeds("js", [Seed(1, 2)]).Range);

    [Fact]
    public void A_histogram_s_shares_add_up_and_values_beyond_its_range_count_at_its_ends()
    {
        var histogram = Histogram.Of("r", [-9, 0.1, 0.2, 0.9, 7, double.NaN], new Interval(0, 1), bins: 2);
        Assert.Equal([0, 0.5, 1], histogram.Edges);
        Assert.Equal(0.6, histogram.Shares[0], tolerance: 1e-12);
        Assert.Equal(0.4, histogram.Shares[1], tolerance: 1e-12);
    }

    [Fact]
    public void A_histogram_of_one_value_has_a_width()
    {
        var histogram = Histogram.Of("r", [3, 3]);
        Assert.Equal((2.5, 3.5), (histogram.Edges[0], histogram.Edges[^1]));
        Assert.Equal(1, histogram.Shares.Sum(), tolerance: 1e-12);
    }

    [Fact]
    public void Contours_of_a_cone_are_circles()
    {
        var plane = new Plane(new Interval(-2, 2), new Interval(-2, 2), 80, 80);
        var cone = new Field(plane, [.. plane.Centres.Select(at => Math.Sqrt(at.X * at.X + at.Y * at.Y))]);
        var circles = new Contours("circle", cone, [1, 1.5]).Lines();
        Assert.Equal(2, circles.Count);
        Assert.Equal([1, 1.5], circles.Select(circle => Math.Round(circle.Max(point => point.X), 2)));
        foreach (var (circle, radius) in circles.Zip([1.0, 1.5]))
        {
            Assert.All(circle, point => Assert.Equal(radius, Math.Sqrt(point.X * point.X + point.Y * point.Y), tolerance: 2e-3));
            Assert.Equal(2 * Math.PI * radius, circle.Zip(circle.Skip(1), Length).Sum(), tolerance: 0.02);
            Assert.Equal(circle[0], circle[^1]);
        }
    }

    [Fact]
    public void A_contour_that_leaves_the_plane_is_one_line_from_edge_to_edge()
    {
        var plane = new Plane(new Interval(0, 1), new Interval(0, 1), 10, 10);
        var line = Assert.Single(new Contours("slope", new Field(plane, [.. plane.Centres.Select(at => at.X + 0.01 * at.Y)]), [0.52]).Lines());
        Assert.Equal((0.05, 0.95), (Math.Round(line.Min(point => point.Y), 6), Math.Round(line.Max(point => point.Y), 6)));
        Assert.Equal(0.05, Math.Min(line[0].Y, line[^1].Y), tolerance: 1e-9);
    }

    [Fact]
    public void A_polygon_covers_its_area_exactly()
    {
        List<IReadOnlyList<Point>> triangle = [[new(1.3, 2.2), new(7.9, 3.1), new(4.4, 8.8)]];
        var coverage = new Coverage(triangle);
        Assert.Equal(20.385, Enumerable.Range(0, coverage.Height).Sum(row => coverage.Row(row).Sum(share => (double)share)), tolerance: 1e-4);
    }

    [Fact]
    public void A_circle_drawn_by_two_polygons_is_covered_once()
    {
        var circle = StrokeOutline.Circle(new Point(5, 5), 3);
        double Area(params IReadOnlyList<Point>[] polygons) => new Coverage(polygons) is var coverage ? Enumerable.Range(0, coverage.Height).Sum(row => coverage.Row(row).Sum(share => (double)share)) : 0;
        Assert.InRange(Area(circle, circle), Area(circle), Area(circle) + 5);
        Assert.Equal(9 * Math.PI, Area(circle), tolerance: 0.6);
    }

    [Fact]
    public void Letters_have_the_widths_of_their_font() =>
        Assert.Equal((821 + 651 + 1716) / 2048.0 * 10, Outlines.Font.Width("! #", size: 10), tolerance: 1e-9);

    [Fact]
    public void A_letter_s_hole_is_empty()
    {
        var letter = Outlines.Font.Polygons("O", new Point(0, 100), 100).ToList();
        var coverage = new Coverage(letter);
        Assert.Equal(2, letter.Count);
        Assert.Equal(0, coverage.Row(coverage.Height / 2).ElementAt(coverage.Width / 2), tolerance: 1e-4);
    }

    private static Series Seed(params double[] values) => new("seed", [.. values.Select((value, k) => new Point(k, value))]);

    private static double Length(Point a, Point b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
