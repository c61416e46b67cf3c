namespace FDistill.Reports.Charts.Drawing;

/// <summary>Draws lines with their bands, dots, and the value that they are compared with.</summary>
internal static class LineMarks
{
    public const double BandOpacity = 0.2, RangeOpacity = 0.16;

    private const int Detail = 80, ManyDots = 400, FewPoints = 12;
    private const double LineWidth = 2;

    public static IReadOnlyList<double> ReferenceDashes { get; } = [3, 3];

    public static void Draw(Sketch sketch, Chart chart, ChartFrame frame)
    {
        if (chart.Reference is { } reference) frame.Horizontal(sketch, reference.Value, Ink.Muted, ReferenceDashes);
        if (chart.Band is { } band) DrawBand(sketch, Paired(band.Lower, band.Upper), frame, Ink.Series1, BandOpacity);
        foreach (var (place, cloud) in chart.Clouds.Index()) DrawDots(sketch, chart, place, [.. cloud.Points.Where(point => point.IsFinite).Select(frame.At)]);
        // No range may hide a line, be it another's.
        if (chart.Band is null) foreach (var (place, line) in chart.Lines.Index()) DrawRange(sketch, line, frame, Palette.Series(place));
        foreach (var (place, line) in chart.Lines.Index()) DrawLine(sketch, line, frame, Palette.Series(place));
    }

    /// <summary>Draws what a legend shows of a cloud.</summary>
    public static void DrawDot(Sketch sketch, Chart chart, int cloud, Point at) => DrawDots(sketch, chart, cloud, [at]);

    private static void DrawDots(Sketch sketch, Chart chart, int cloud, IReadOnlyList<Point> places)
    {
        var many = places.Count > ManyDots;
        if (places.Count == 0) return;
        if (chart.Map is null)
        {
            sketch.Dots(places, many ? 1.2 : 2.5, Palette.Series(chart.Lines.Count + cloud), many ? 0.6 : 0.85);
            return;
        }

        // Over a map, dots have an edge that stands out from every colour.
        var ink = Palette.OverMap(cloud);
        sketch.Dots(places, many ? 2 : 3.2, ink == Ink.White ? Ink.Black : Ink.White);
        sketch.Dots(places, many ? 1.2 : 2.2, ink);
    }

    private static void DrawRange(Sketch sketch, Series line, ChartFrame frame, Ink ink)
    {
        if (line.Range.Count > 0) DrawBand(sketch, [.. line.Points.Zip(line.Range, (point, range) => new Bucket(point.X, point.Y, range.Lower, range.Upper))], frame, ink, RangeOpacity);
        else if (InOne(line) > 1) foreach (var piece in Pieces(line)) DrawBand(sketch, piece, frame, ink, RangeOpacity);
    }

    private static void DrawLine(Sketch sketch, Series line, ChartFrame frame, Ink ink)
    {
        var centres = Pieces(line).Select(IReadOnlyList<Point> (piece) => [.. piece.Select(bucket => frame.At(new Point(bucket.X, bucket.Mean)))]).ToLookup(piece => piece.Count == 1);
        if (centres[false].Any()) sketch.Lines([.. centres[false]], ink, LineWidth, Palette.Dashes(ink));
        if (!line.IsFunction && line.Points.Count <= FewPoints) sketch.Dots([.. centres.SelectMany(pieces => pieces).SelectMany(piece => piece)], 1.5 * LineWidth, ink);
        else if (centres[true].Any()) sketch.Dots([.. centres[true].Select(piece => piece[0])], LineWidth, ink);
    }

    /// <summary>How many neighbours are drawn as one.</summary>
    private static int InOne(Series line) => line.IsFunction ? 1 : Math.Max(1, (line.Points.Count + Detail - 1) / Detail);

    private static IEnumerable<List<Bucket>> Pieces(Series line) => FinitePieces(line).Select(piece => piece.Chunk(InOne(line)).Select(Bucket.Of).ToList());

    /// <summary>The area between the smallest and the largest values.</summary>
    private static void DrawBand(Sketch sketch, IReadOnlyList<Bucket> buckets, ChartFrame frame, Ink ink, double opacity)
    {
        var drawn = buckets.Where(bucket => double.IsFinite(bucket.Minimum) && double.IsFinite(bucket.Maximum)).ToList();
        if (drawn.Count == 0) return;
        var upper = drawn.Select(bucket => frame.At(new Point(bucket.X, bucket.Maximum)));
        sketch.Area([.. upper, .. Enumerable.Reverse(drawn).Select(bucket => frame.At(new Point(bucket.X, bucket.Minimum)))], ink, opacity);
    }

    private static List<Bucket> Paired(Series lower, Series upper) =>
        [.. lower.Buckets(Detail).Zip(upper.Buckets(Detail), (low, high) => low with { Maximum = high.Maximum })];

    /// <summary>A series between the points that cannot be drawn.</summary>
    private static IEnumerable<List<Point>> FinitePieces(Series line)
    {
        var piece = new List<Point>();
        foreach (var point in line.Points)
        {
            if (point.IsFinite) piece.Add(point);
            if (point.IsFinite || piece.Count == 0) continue;
            yield return piece;
            piece = [];
        }
        if (piece.Count > 0) yield return piece;
    }
}
