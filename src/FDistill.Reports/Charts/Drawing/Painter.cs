using FDistill.Images;

namespace FDistill.Reports.Charts.Drawing;

/// <summary>Paints a drawing as pixels, on light ground, with smooth edges and
/// letters. The same drawing gives the same pixels on every machine.</summary>
internal sealed class Painter
{
    private const double Boldness = 0.025;

    private readonly int width, height;
    private readonly double scale;
    private readonly byte[] pixels;

    private Painter(int width, int height, double scale)
    {
        (this.width, this.height, this.scale, pixels) = (width, height, scale, new byte[width * height * 3]);
        var ground = Palette.Light(Ink.Ground);
        for (var k = 0; k < pixels.Length; k += 3) (pixels[k], pixels[k + 1], pixels[k + 2]) = (ground.Red, ground.Green, ground.Blue);
    }

    /// <summary>Paints.</summary>
    /// <param name="sketch">The drawing.</param>
    /// <param name="scale">Pixels for a unit of the drawing.</param>
    /// <returns>The picture, of 3 channels.</returns>
    public static Raster Paint(Sketch sketch, double scale)
    {
        var painter = new Painter((int)Math.Ceiling(sketch.Width * scale), (int)Math.Ceiling(sketch.Height * scale), scale);
        painter.Paint(sketch, new Point(0, 0));
        return new Raster(painter.width, painter.height, 3, painter.pixels);
    }

    private void Paint(Sketch sketch, Point corner)
    {
        foreach (var shape in sketch.Shapes) Paint(shape, corner);
    }

    private void Paint(Shape shape, Point corner)
    {
        switch (shape)
        {
            case Stroke stroke: Fill(StrokeOutline.Of(stroke), corner, stroke.Ink, 1); break;
            case Area area: Fill([area.Outline], corner, area.Ink, area.Opacity); break;
            case Dots dots: Fill(dots.Centres.Select(centre => StrokeOutline.Circle(centre, dots.Radius)), corner, dots.Ink, dots.Opacity); break;
            case Text text: Write(text, corner); break;
            case Picture picture: Put(picture, corner); break;
            case Inset inset: Paint(inset.Content, new Point(corner.X + inset.Corner.X, corner.Y + inset.Corner.Y)); break;
            default: throw new ArgumentOutOfRangeException(nameof(shape), shape, "a shape that cannot be painted");
        }
    }

    private void Write(Text text, Point corner)
    {
        var width = Outlines.Font.Width(text.Content, text.Size);
        var left = text.At.X - text.Anchor switch { Anchor.Middle => width / 2, Anchor.End => width, _ => 0 };
        // Bold letters are drawn twice, a little apart.
        double[] shifts = text.Bold ? [-text.Size * Boldness, text.Size * Boldness] : [0];
        foreach (var shift in shifts) Fill(Outlines.Font.Polygons(text.Content, text.At with { X = left + shift }, text.Size), corner, text.Ink, 1);
    }

    private void Fill(IEnumerable<IReadOnlyList<Point>> polygons, Point corner, Ink ink, double opacity)
    {
        var scaled = polygons.Select(IReadOnlyList<Point> (polygon) => [.. polygon.Select(point => new Point((point.X + corner.X) * scale, (point.Y + corner.Y) * scale))]).ToList();
        if (scaled.Count == 0) return;
        var (coverage, colour) = (new Coverage(scaled), Palette.Light(ink));
        for (var row = Math.Max(0, -coverage.Top); row < Math.Min(coverage.Height, height - coverage.Top); row++)
            foreach (var (x, share) in coverage.Row(row).Index())
                if (share > 0) Blend(coverage.Left + x, coverage.Top + row, colour, share * opacity);
    }

    private void Put(Picture picture, Point corner)
    {
        var (left, top) = ((picture.Corner.X + corner.X) * scale, (picture.Corner.Y + corner.Y) * scale);
        var (wide, high) = (picture.Width * scale, picture.Height * scale);
        for (var y = (int)Math.Round(top); y < (int)Math.Round(top + high); y++)
            for (var x = (int)Math.Round(left); x < (int)Math.Round(left + wide); x++)
            {
                var column = Math.Clamp((int)((x + 0.5 - left) / wide * picture.Pixels.Width), 0, picture.Pixels.Width - 1);
                var row = Math.Clamp((int)((y + 0.5 - top) / high * picture.Pixels.Height), 0, picture.Pixels.Height - 1);
                var from = (row * picture.Pixels.Width + column) * picture.Pixels.Channels;
                var (red, green, blue) = picture.Pixels.Channels == 1 ? (from, from, from) : (from, from + 1, from + 2);
                Blend(x, y, new Colour(picture.Pixels.Pixels[red], picture.Pixels.Pixels[green], picture.Pixels.Pixels[blue]), 1);
            }
    }

    private void Blend(int x, int y, Colour colour, double share)
    {
        if (x < 0 || x >= width || y < 0 || y >= height) return;
        var at = (y * width + x) * 3;
        var mixed = Colour.Between(new Colour(pixels[at], pixels[at + 1], pixels[at + 2]), colour, share);
        (pixels[at], pixels[at + 1], pixels[at + 2]) = (mixed.Red, mixed.Green, mixed.Blue);
    }
}
