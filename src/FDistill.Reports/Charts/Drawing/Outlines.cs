using System.Globalization;
using System.Text;

namespace FDistill.Reports.Charts.Drawing;

/// <summary>A font of outlines: how wide a text is, and its letters as polygons.</summary>
internal sealed class Outlines
{
    private const double UnitsPerEm = 2048;
    private const int CurvePieces = 4;
    private const string Resource = "FDistill.Reports.Charts.Drawing.outlines.txt";

    private static readonly Rune Unknown = Rune.ReplacementChar;

    private readonly Dictionary<Rune, Letter> letters;

    private Outlines(Dictionary<Rune, Letter> letters) => this.letters = letters;

    /// <summary>The font; read once.</summary>
    public static Outlines Font { get; } = Read();

    /// <summary>How wide a text is.</summary>
    public double Width(string text, double size = Sketch.TextSize) => text.EnumerateRunes().Sum(rune => Of(rune).Advance) * size / UnitsPerEm;

    /// <summary>A text as polygons; a hole in a letter runs the other way round.</summary>
    /// <param name="text">The text; a character that the font does not have is drawn as a mark.</param>
    /// <param name="at">Its beginning, on the baseline.</param>
    /// <param name="size">The font's size.</param>
    public IEnumerable<IReadOnlyList<Point>> Polygons(string text, Point at, double size)
    {
        var (left, scale) = (at.X, size / UnitsPerEm);
        foreach (var letter in text.EnumerateRunes().Select(Of))
        {
            foreach (var contour in letter.Contours) yield return [.. contour.Select(point => new Point(left + point.X * scale, at.Y - point.Y * scale))];
            left += letter.Advance * scale;
        }
    }

    private Letter Of(Rune rune) => letters.GetValueOrDefault(rune) ?? letters[Unknown];

    private static Outlines Read()
    {
        using var resource = typeof(Outlines).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(resource);
        var lines = reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(" /"));
        return new Outlines(lines.ToDictionary(parts => new Rune(int.Parse(parts[0].Split(' ')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture)), Parse));
    }

    private static Letter Parse(string[] parts) =>
        new(int.Parse(parts[0].Split(' ')[1], CultureInfo.InvariantCulture), [.. parts.Skip(1).Select(contour => Flatten([.. contour.Split(' ').Select(Corner.Parse)]))]);

    /// <summary>A contour of TrueType as a polygon: between two
    /// control points of curves lies a point of the contour.</summary>
    private static List<Point> Flatten(Corner[] corners)
    {
        var polygon = new List<Point>();
        for (var k = 0; k < corners.Length; k++)
        {
            var (before, corner, after) = (corners[(k + corners.Length - 1) % corners.Length], corners[k], corners[(k + 1) % corners.Length]);
            if (!corner.IsControl)
            {
                polygon.Add(corner.Place);
                continue;
            }
            var from = before.IsControl ? Middle(before.Place, corner.Place) : before.Place;
            var to = after.IsControl ? Middle(corner.Place, after.Place) : after.Place;
            for (var piece = 1; piece <= CurvePieces; piece++) polygon.Add(Curve(from, corner.Place, to, (double)piece / CurvePieces));
        }
        return polygon;
    }

    private static Point Middle(Point a, Point b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2);

    private static Point Curve(Point from, Point control, Point to, double t)
    {
        var (a, b, c) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t);
        return new Point(a * from.X + b * control.X + c * to.X, a * from.Y + b * control.Y + c * to.Y);
    }

    private sealed record Letter(int Advance, IReadOnlyList<IReadOnlyList<Point>> Contours);

    private readonly record struct Corner(Point Place, bool IsControl)
    {
        public static Corner Parse(string written)
        {
            var numbers = written.TrimStart('~').Split(',');
            return new Corner(new Point(int.Parse(numbers[0], CultureInfo.InvariantCulture), int.Parse(numbers[1], CultureInfo.InvariantCulture)), written[0] == '~');
        }
    }
}
