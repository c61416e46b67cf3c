namespace FDistill.Reports.Charts.Drawing;

/// <summary>The rectangle that a chart's values are drawn in, with its two axes.</summary>
internal sealed record ChartFrame(Axis X, Axis Y, double Left, double Top, double Right, double Bottom)
{
    /// <summary>Where a value of the horizontal axis lies.</summary>
    public double Across(double x) => Left + X.Place(x) * (Right - Left);

    /// <summary>Where a value of the vertical axis lies; at the frame's edge where it is beyond the axis.</summary>
    public double Down(double y) => Bottom - Math.Clamp(Y.Place(y), 0, 1) * (Bottom - Top);

    /// <summary>Where a point lies.</summary>
    public Point At(Point point) => new(Across(point.X), Down(point.Y));

    /// <summary>Draws a faint line at every tick of the vertical axis.</summary>
    public void DrawGrid(Sketch sketch)
    {
        foreach (var tick in Y.Ticks) Horizontal(sketch, tick, Ink.Faint);
    }

    /// <summary>Draws the axes' lines and labels.</summary>
    /// <param name="sketch">Where.</param>
    /// <param name="xLabel">What the horizontal axis counts.</param>
    /// <param name="names">What its ticks are called; empty for their values.</param>
    public void DrawAxes(Sketch sketch, string xLabel, IReadOnlyList<string> names)
    {
        Horizontal(sketch, Y.Minimum, Ink.Muted);
        foreach (var tick in Y.Ticks) sketch.Text(Left - 6, Down(tick) + 4, Axis.Label(tick), anchor: Anchor.End);
        foreach (var (number, tick) in X.Ticks.Index())
        {
            sketch.Line(new Point(Across(tick), Bottom), new Point(Across(tick), Bottom + 3), Ink.Muted);
            sketch.Text(Across(tick), Bottom + 15, names.Count > 0 ? names[number] : Axis.Label(tick), anchor: Anchor.Middle);
        }
        sketch.Text(Right, Bottom + 30, xLabel, anchor: Anchor.End);
    }

    /// <summary>A line across the frame at a value.</summary>
    public void Horizontal(Sketch sketch, double value, Ink ink, IReadOnlyList<double>? dashes = null) =>
        sketch.Line(new Point(Left, Down(value)), new Point(Right, Down(value)), ink, dashes: dashes);
}
