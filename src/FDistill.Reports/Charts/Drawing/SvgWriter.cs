using System.Text;
using FDistill.Formats.Images.Png;
using static System.Net.WebUtility;

namespace FDistill.Reports.Charts.Drawing;

/// <summary>Writes a drawing as SVG. Colours are those of classes (<see cref="Palette.ClassOf"/>),
/// so that a style sheet can give them for light and dark ground.</summary>
internal static class SvgWriter
{
    private const string Fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', Arial, sans-serif";

    /// <summary>An element for a page of HTML whose style sheet has the colours.</summary>
    /// <param name="sketch">The drawing.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    public static string Element(Sketch sketch, string description) =>
        $"""<svg viewBox="0 0 {Number(sketch.Width)} {Number(sketch.Height)}" font-size="{Number(Sketch.TextSize)}" role="img" aria-label="{HtmlEncode(description)}">{Content(sketch)}</svg>""";

    /// <summary>A file of its own, light or dark as its reader's screen is.</summary>
    /// <param name="sketch">The drawing.</param>
    /// <param name="title">Its title.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    public static string File(Sketch sketch, string title, string description) => $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="{Number(sketch.Width)}" height="{Number(sketch.Height)}" viewBox="0 0 {Number(sketch.Width)} {Number(sketch.Height)}" role="img" font-family="{Fonts}" font-size="{Number(Sketch.TextSize)}">
        <title>{HtmlEncode(title)}</title>
        <desc>{HtmlEncode(description)}</desc>
        <style>{Palette.StyleSheet}</style>
        <rect class="{Palette.ClassOf(Ink.Ground)}" width="100%" height="100%" fill="currentColor"/>
        {Content(sketch)}
        </svg>

        """;

    private static string Content(Sketch sketch)
    {
        var svg = new StringBuilder();
        foreach (var shape in sketch.Shapes) svg.Append(Element(shape));
        return svg.ToString();
    }

    private static string Element(Shape shape) => shape switch
    {
        Stroke stroke => $"""<path class="{Palette.ClassOf(stroke.Ink)}" d="{string.Concat(stroke.Pieces.Select(Path))}" fill="none" stroke="currentColor"{Width(stroke.Width)}{Dashes(stroke)} stroke-linejoin="round"/>""",
        Area area => $"""<path class="{Palette.ClassOf(area.Ink)}" d="{Path(area.Outline)}Z" fill="currentColor"{Opacity("fill", area.Opacity)}/>""",
        Dots dots => $"""<path class="{Palette.ClassOf(dots.Ink)}" d="{string.Concat(dots.Centres.Select(centre => $"M{At(centre)}h0"))}" fill="none" stroke="currentColor"{Width(2 * dots.Radius)} stroke-linecap="round"{Opacity("stroke", dots.Opacity)}/>""",
        Text text => $"""<text class="{Palette.ClassOf(text.Ink)}" x="{Number(text.At.X)}" y="{Number(text.At.Y)}" fill="currentColor"{Size(text)}{AnchorOf(text)}{(text.Bold ? " font-weight=\"600\"" : "")}>{HtmlEncode(text.Content)}</text>""",
        Picture picture => $"""<image x="{Number(picture.Corner.X)}" y="{Number(picture.Corner.Y)}" width="{Number(picture.Width)}" height="{Number(picture.Height)}" preserveAspectRatio="none" style="image-rendering:pixelated" href="data:image/png;base64,{Convert.ToBase64String(PngWriter.Encode(picture.Pixels))}"/>""",
        Inset inset => $"""<g transform="translate({Number(inset.Corner.X)} {Number(inset.Corner.Y)})">{Content(inset.Content)}</g>""",
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "a shape that SVG is not written for"),
    };

    private static string Path(IReadOnlyList<Point> points) => "M" + string.Join('L', points.Select(At));

    private static string At(Point point) => $"{Number(point.X)} {Number(point.Y)}";

    private static string Width(double width) => width == 1 ? "" : $" stroke-width=\"{Number(width)}\"";

    private static string Dashes(Stroke stroke) => stroke.Dashes.Count == 0 ? "" : $" stroke-dasharray=\"{string.Join(' ', stroke.Dashes.Select(Number))}\"";

    private static string Opacity(string of, double opacity) => opacity == 1 ? "" : FormattableString.Invariant($" {of}-opacity=\"{opacity:0.##}\"");

    private static string Size(Text text) => text.Size == Sketch.TextSize ? "" : $" font-size=\"{Number(text.Size)}\"";

    private static string AnchorOf(Text text) => text.Anchor == Anchor.Start ? "" : $" text-anchor=\"{(text.Anchor == Anchor.End ? "end" : "middle")}\"";

    private static string Number(double value) => value.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
