namespace FDistill.Reports.Charts.Drawing;

/// <summary>Lines of some width as polygons, all of which go round the same way.</summary>
internal static class StrokeOutline
{
    /// <summary>The polygons of lines with round joints.</summary>
    public static IEnumerable<IReadOnlyList<Point>> Of(Stroke stroke) => stroke.Pieces.SelectMany(piece => Dashed(piece, stroke.Dashes)).SelectMany(piece => Of(piece, stroke.Width));

    /// <summary>A circle.</summary>
    public static IReadOnlyList<Point> Circle(Point centre, double radius)
    {
        const int corners = 20;
        return [.. Enumerable.Range(0, corners).Select(k => 2 * Math.PI * k / corners).Select(angle => new Point(centre.X + radius * Math.Cos(angle), centre.Y - radius * Math.Sin(angle)))];
    }

    private static IEnumerable<IReadOnlyList<Point>> Of(IReadOnlyList<Point> points, double width)
    {
        for (var k = 1; k < points.Count; k++)
        {
            var (from, to) = (points[k - 1], points[k]);
            var length = Distance(from, to);
            if (length == 0) continue;
            var (across, down) = (-(to.Y - from.Y) / length * width / 2, (to.X - from.X) / length * width / 2);
            yield return [new(from.X + across, from.Y + down), new(to.X + across, to.Y + down), new(to.X - across, to.Y - down), new(from.X - across, from.Y - down)];
            if (k < points.Count - 1) yield return Circle(to, width / 2);
        }
    }

    /// <summary>The dashes of a line.</summary>
    private static IEnumerable<IReadOnlyList<Point>> Dashed(IReadOnlyList<Point> points, IReadOnlyList<double> dashes)
    {
        if (dashes.Count == 0)
        {
            yield return points;
            yield break;
        }

        var (place, left, dash) = (0, dashes[0], new List<Point> { points[0] });
        for (var k = 1; k < points.Count; k++)
        {
            var (from, to) = (points[k - 1], points[k]);
            for (var length = Distance(from, to); length > left; length = Distance(from, to))
            {
                from = new Point(from.X + (to.X - from.X) * left / length, from.Y + (to.Y - from.Y) * left / length);
                dash.Add(from);
                if (place % 2 == 0) yield return dash;
                (place, dash) = (place + 1, [from]);
                left = dashes[place % dashes.Count];
            }
            left -= Distance(from, to);
            dash.Add(to);
        }
        if (place % 2 == 0) yield return dash;
    }

    private static double Distance(Point a, Point b) => Math.Sqrt((b.X - a.X) * (b.X - a.X) + (b.Y - a.Y) * (b.Y - a.Y));
}
