namespace FDistill.Reports.Charts.Drawing;

/// <summary>What stands over a sheet of pictures: its title, and what to look for.</summary>
/// <param name="title">The title.</param>
/// <param name="caption">What to look for; its lines are broken.</param>
/// <param name="width">How wide the sheet is.</param>
internal sealed class PictureHeading(string title, string caption, double width)
{
    /// <summary>The room around the sheet.</summary>
    public const double Margin = 18;

    /// <summary>The height of a line of text.</summary>
    public const double LineHeight = 16;

    private const double TitleSize = 14;

    private readonly IReadOnlyList<string> lines = WrappedLine.Of(caption, width - 2 * Margin, Sketch.TextSize);

    /// <summary>Where it ends.</summary>
    public double Bottom => Margin + TitleSize + lines.Count * LineHeight;

    /// <summary>Draws it at the top.</summary>
    public void Draw(Sketch sketch)
    {
        sketch.Text(Margin, Margin + TitleSize - 4, title, Ink.Text, size: TitleSize, bold: true);
        foreach (var (number, line) in lines.Index()) sketch.Text(Margin, Margin + TitleSize + (number + 1) * LineHeight - 2, line);
    }
}
