using System.Globalization;

namespace FDistill.Reports.Charts.Drawing;

/// <summary>Draws a histogram behind lines, with an axis of its own on the right.</summary>
internal static class HistogramMarks
{
    public const double Opacity = 0.25;

    private const int Ticks = 3;

    public static void Draw(Sketch sketch, Histogram histogram, ChartFrame frame)
    {
        var own = frame with { Y = Axis.Linear(0, histogram.Shares.Max() * 1.1, Ticks) };
        var steps = histogram.Shares.SelectMany((share, bin) => new[] { new Point(histogram.Edges[bin], share), new Point(histogram.Edges[bin + 1], share) });
        sketch.Area([new(own.Across(histogram.Edges[0]), own.Bottom), .. steps.Select(own.At), new(own.Across(histogram.Edges[^1]), own.Bottom)], Ink.Muted, Opacity);
        foreach (var tick in own.Y.Ticks)
            sketch.Text(own.Right + 6, own.Down(tick) + 4, (tick * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %");
    }
}
