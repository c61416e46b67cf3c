using FDistill.Images;

namespace FDistill.Reports.Charts.Drawing;

/// <summary>One of the few shapes that charts consist of; lengths are
/// in the drawing's units, the origin is at the top left.</summary>
internal abstract record Shape;

/// <summary>Lines through points.</summary>
/// <param name="Pieces">The lines, of two points or more each.</param>
/// <param name="Ink">Their colour.</param>
/// <param name="Width">Their width.</param>
/// <param name="Dashes">Lengths of dashes and of gaps in turn; empty for solid lines.</param>
internal sealed record Stroke(IReadOnlyList<IReadOnlyList<Point>> Pieces, Ink Ink, double Width, IReadOnlyList<double> Dashes) : Shape;

/// <summary>A filled area.</summary>
/// <param name="Outline">Its corners.</param>
/// <param name="Ink">Its colour.</param>
/// <param name="Opacity">1: nothing shows through.</param>
internal sealed record Area(IReadOnlyList<Point> Outline, Ink Ink, double Opacity) : Shape;

/// <summary>Filled circles of one size.</summary>
/// <param name="Centres">Where.</param>
/// <param name="Radius">How large.</param>
/// <param name="Ink">Their colour.</param>
/// <param name="Opacity">1: nothing shows through.</param>
internal sealed record Dots(IReadOnlyList<Point> Centres, double Radius, Ink Ink, double Opacity) : Shape;

/// <summary>A line of text.</summary>
/// <param name="At">Its beginning, middle or end, on the baseline.</param>
/// <param name="Content">What it says.</param>
/// <param name="Ink">Its colour.</param>
/// <param name="Size">The font's size.</param>
/// <param name="Anchor">What of it is at that place.</param>
/// <param name="Bold">Whether it is bold.</param>
internal sealed record Text(Point At, string Content, Ink Ink, double Size, Anchor Anchor, bool Bold) : Shape;

/// <summary>A picture of pixels, stretched without smoothing.</summary>
/// <param name="Pixels">The picture, of 1 or 3 channels.</param>
/// <param name="Corner">Its upper left corner.</param>
/// <param name="Width">How wide it becomes.</param>
/// <param name="Height">How high it becomes.</param>
internal sealed record Picture(Raster Pixels, Point Corner, double Width, double Height) : Shape;

/// <summary>A drawing in another.</summary>
/// <param name="Content">The drawing.</param>
/// <param name="Corner">Where its upper left corner comes.</param>
internal sealed record Inset(Sketch Content, Point Corner) : Shape;

/// <summary>What of a text is at the place that it is given.</summary>
internal enum Anchor
{
    /// <summary>Its beginning.</summary>
    Start,

    /// <summary>Its middle.</summary>
    Middle,

    /// <summary>Its end.</summary>
    End,
}
