namespace FDistill.Reports.Charts.Drawing;

/// <summary>Draws bars, with their ranges where these are known.</summary>
internal static class BarMarks
{
    private const double Share = 0.72, Opacity = 0.8, Whisker = 4;

    public static void Draw(Sketch sketch, Chart chart, ChartFrame frame)
    {
        foreach (var (bar, value) in chart.Bars.Index())
            if (double.IsFinite(value)) sketch.Box(frame.Across(bar - Share / 2), frame.Down(value), frame.Across(bar + Share / 2), frame.Down(0), Ink.Series1, Opacity);
        foreach (var (bar, range) in chart.BarRanges.Index())
        {
            if (!double.IsFinite(range.Lower) || !double.IsFinite(range.Upper)) continue;
            var (x, lower, upper) = (frame.Across(bar), frame.Down(range.Lower), frame.Down(range.Upper));
            sketch.Lines([[new(x, lower), new(x, upper)], [new(x - Whisker, lower), new(x + Whisker, lower)], [new(x - Whisker, upper), new(x + Whisker, upper)]], Ink.Text, 1.2);
        }
    }
}
