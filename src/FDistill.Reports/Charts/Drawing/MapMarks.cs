using FDistill.Images;

namespace FDistill.Reports.Charts.Drawing;

/// <summary>Draws a field as colours, with lines of equal height.</summary>
internal static class MapMarks
{
    private const double LineWidth = 1.3, HaloWidth = 3;

    private static readonly IReadOnlyList<double>[] Dashes = [[], [6, 4], [2, 3]];

    public static void Draw(Sketch sketch, HeatMap map, ChartFrame frame)
    {
        var (plane, colours) = (map.Field.Plane, new MapColours(map));
        var pixels = new byte[plane.Columns * plane.Rows * 3];
        for (var row = 0; row < plane.Rows; row++)
            for (var column = 0; column < plane.Columns; column++)
                colours.Of(map.Field[column, row]).CopyTo(pixels, (plane.Rows - 1 - row) * plane.Columns + column);
        sketch.Picture(new Raster(plane.Columns, plane.Rows, 3, pixels), frame.Left, frame.Top, frame.Right - frame.Left, frame.Bottom - frame.Top);
        ColourBar.Draw(sketch, map, colours, frame);

        foreach (var (place, contours) in map.Contours.Index())
        {
            var pieces = contours.Lines().Select(IReadOnlyList<Point> (piece) => [.. piece.Select(frame.At)]).ToList();
            if (pieces.Count > 0) DrawContours(sketch, pieces, place);
        }
    }

    /// <summary>Draws what a legend shows of some contours.</summary>
    public static void DrawKey(Sketch sketch, double left, double middle, int place) => DrawContours(sketch, [[new(left, middle), new(left + 20, middle)]], place);

    /// <summary>Dark lines with a light edge: they stand out from every colour.</summary>
    private static void DrawContours(Sketch sketch, IReadOnlyList<IReadOnlyList<Point>> pieces, int place)
    {
        sketch.Lines(pieces, Ink.White, HaloWidth);
        sketch.Lines(pieces, Ink.Black, LineWidth, Dashes[place % Dashes.Length]);
    }

    private static void CopyTo(this Colour colour, byte[] pixels, int pixel) =>
        (pixels[pixel * 3], pixels[pixel * 3 + 1], pixels[pixel * 3 + 2]) = (colour.Red, colour.Green, colour.Blue);
}
