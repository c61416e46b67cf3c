using FDistill.Images;

namespace FDistill.Reports.Charts.Drawing;

/// <summary>A drawing in the making: shapes, each over those
/// before it. It is written as SVG or painted as pixels.</summary>
internal sealed class Sketch(double width, double height)
{
    /// <summary>The size of text that nothing is said of.</summary>
    public const double TextSize = 11.5;

    private readonly List<Shape> shapes = [];

    public double Width { get; } = width;

    public double Height { get; } = height;

    public IReadOnlyList<Shape> Shapes => shapes;

    public void Line(Point from, Point to, Ink ink, double width = 1, IReadOnlyList<double>? dashes = null) => Lines([[from, to]], ink, width, dashes);

    public void Lines(IReadOnlyList<IReadOnlyList<Point>> pieces, Ink ink, double width, IReadOnlyList<double>? dashes = null) =>
        shapes.Add(new Stroke(pieces, ink, width, dashes ?? []));

    public void Area(IReadOnlyList<Point> outline, Ink ink, double opacity = 1) => shapes.Add(new Area(outline, ink, opacity));

    public void Box(double left, double top, double right, double bottom, Ink ink, double opacity = 1) =>
        Area([new(left, top), new(right, top), new(right, bottom), new(left, bottom)], ink, opacity);

    public void Dots(IReadOnlyList<Point> centres, double radius, Ink ink, double opacity = 1) => shapes.Add(new Dots(centres, radius, ink, opacity));

    public void Text(double x, double y, string content, Ink ink = Ink.Muted, Anchor anchor = Anchor.Start, double size = TextSize, bool bold = false) =>
        shapes.Add(new Text(new Point(x, y), content, ink, size, anchor, bold));

    public void Picture(Raster pixels, double left, double top, double width, double height) => shapes.Add(new Picture(pixels, new Point(left, top), width, height));

    public void Inset(Sketch content, double left, double top) => shapes.Add(new Inset(content, new Point(left, top)));
}
