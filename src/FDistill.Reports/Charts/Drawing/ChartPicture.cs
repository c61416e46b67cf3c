namespace FDistill.Reports.Charts.Drawing;

/// <summary>Draws a chart: heading, legend, axes, and what is between them, from back to front.</summary>
internal static class ChartPicture
{
    public const double Width = 460;

    private const double UsualHeight = 186, Lowest = 150, Highest = 400, TickRoom = 34, RightMargin = 12, HistogramRoom = 44;
    private const double TitleSize = 14, TitleLine = 18, CaptionLine = 15, LabelLine = 16, LabelGap = 12, HeadingGap = 8, LabelMargin = 4;

    /// <summary>Draws a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="withHeading">Whether its title and caption are part of the picture.</param>
    /// <param name="top">How far down its frame begins at least, to be in line with that of a chart beside it.</param>
    /// <exception cref="InvalidDataException">There is nothing in it that can be drawn.</exception>
    public static Sketch Of(Chart chart, bool withHeading, double top = 0)
    {
        var axes = ChartAxes.Of(chart);
        var legend = new ChartLegend(chart);
        top = Math.Max(top, TopOf(chart, withHeading));
        var left = Math.Max(36, axes.Y.Ticks.Max(tick => Outlines.Font.Width(Axis.Label(tick))) + 12);
        var right = Width - (chart.Map is not null ? ColourBar.Room : chart.Histogram is not null ? HistogramRoom : RoomForLastTick(chart, axes.X, left));
        var frame = new ChartFrame(axes.X, axes.Y, left, top, right, top + PlotHeight(axes, chart.EqualScales || chart.Map is not null, right - left));

        var sketch = new Sketch(Width, frame.Bottom + TickRoom);
        if (withHeading) DrawHeading(sketch, chart);
        var label = top - LabelGap - legend.Rows * ChartLegend.RowHeight;
        sketch.Text(4, label, chart.YLabel);
        legend.Draw(sketch, label, right);
        if (chart.Map is { } map) MapMarks.Draw(sketch, map, frame);
        else frame.DrawGrid(sketch);
        if (chart.Histogram is { } histogram) HistogramMarks.Draw(sketch, histogram, frame);
        BarMarks.Draw(sketch, chart, frame);
        LineMarks.Draw(sketch, chart, frame);
        frame.DrawAxes(sketch, chart.XLabel, chart.BarNames);
        return sketch;
    }

    /// <summary>How far down a chart's frame begins, under its heading and legend.</summary>
    public static double TopOf(Chart chart, bool withHeading)
    {
        var heading = withHeading ? Title(chart).Count * TitleLine + Caption(chart).Count * CaptionLine + HeadingGap : 0;
        return heading + LabelLine + new ChartLegend(chart).Rows * ChartLegend.RowHeight + LabelGap;
    }

    /// <summary>The margin on the right: what the label of the last
    /// tick needs there, whose middle is at the tick.</summary>
    private static double RoomForLastTick(Chart chart, Axis x, double left)
    {
        var last = x.Ticks[^1];
        var label = chart.BarNames.Count > 0 ? chart.BarNames[^1] : Axis.Label(last);
        return Math.Max(RightMargin, Outlines.Font.Width(label) / 2 + LabelMargin - (1 - x.Place(last)) * (Width - RightMargin - left));
    }

    private static void DrawHeading(Sketch sketch, Chart chart)
    {
        var title = Title(chart);
        foreach (var (number, line) in title.Index()) sketch.Text(4, 15 + number * TitleLine, line, Ink.Text, size: TitleSize, bold: true);
        foreach (var (number, line) in Caption(chart).Index()) sketch.Text(4, title.Count * TitleLine + 14 + number * CaptionLine, line);
    }

    private static IReadOnlyList<string> Title(Chart chart) => WrappedLine.Of(chart.Title, Width - 8, TitleSize);

    private static IReadOnlyList<string> Caption(Chart chart) => WrappedLine.Of(chart.Caption, Width - 8, Sketch.TextSize);

    /// <summary>Of equal scales, as far as the picture allows.</summary>
    private static double PlotHeight(ChartAxes axes, bool equalScales, double width) => equalScales
        ? Math.Clamp(width * (axes.Y.Maximum - axes.Y.Minimum) / (axes.X.Maximum - axes.X.Minimum), Lowest, Highest)
        : UsualHeight;
}
