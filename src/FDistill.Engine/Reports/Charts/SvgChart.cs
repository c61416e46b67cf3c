using System.Text;
using static System.Net.WebUtility;

namespace FDistill.Engine.Reports.Charts;

/// <summary>Draws a chart as SVG. Colours are the page's: classes <c>s1</c> … <c>s6</c> for series, <c>grid</c>, <c>axis</c>, <c>mark</c>.</summary>
/// <remarks>A line is the mean of neighbouring iterations; the faint area behind it is their range. Series differ in colour and in dashes.</remarks>
public static class SvgChart
{
    private const int Detail = 80;
    private const double BarShare = 0.72;

    /// <summary>Draws a chart.</summary>
    /// <param name="chart">The chart, not empty.</param>
    /// <returns>An <c>svg</c> element that says what it shows to those who cannot see it.</returns>
    public static string Render(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var lines = chart.Lines.Where(line => line.Points.Count > 0).ToList();
        var frame = ChartFrame.Of(chart, lines);
        var svg = new StringBuilder();
        svg.Append($"""<svg viewBox="0 0 {ChartFrame.Width} {ChartFrame.Height}" role="img" aria-label="{HtmlEncode(Describe(chart, lines))}">""");
        frame.Draw(svg, chart.XLabel, chart.YLabel);
        ChartLegend.Draw(svg, chart, lines);
        DrawBars(svg, chart.Bars, frame);
        if (chart.Band is { } band) svg.Append($"""<path class="band" d="{Area(Paired(band.Lower, band.Upper), frame)}"/>""");
        foreach (var line in lines) DrawLine(svg, line, chart.StyleOf(line), frame, withRange: chart.Band is null);
        if (chart.Reference is { } reference) svg.Append(frame.Horizontal("mark", reference.Value));
        return svg.Append("</svg>").ToString();
    }

    private static void DrawBars(StringBuilder svg, IReadOnlyList<double> bars, ChartFrame frame)
    {
        for (var bar = 0; bar < bars.Count; bar++)
        {
            var (left, right, top) = (frame.Across(bar - BarShare / 2), frame.Across(bar + BarShare / 2), frame.Down(bars[bar]));
            svg.Append(FormattableString.Invariant($"""<rect class="bar s1" x="{left:0.#}" width="{right - left:0.#}" y="{top:0.#}" height="{frame.Down(0) - top:0.#}"/>"""));
        }
    }

    private static void DrawLine(StringBuilder svg, Series line, string style, ChartFrame frame, bool withRange)
    {
        var buckets = line.Buckets(Detail);
        if (withRange && buckets.Count < line.Points.Count) svg.Append($"""<path class="range {style}" d="{Area(buckets, frame)}"/>""");
        svg.Append($"""<path class="line {style}" d="{frame.Path(buckets.Select(bucket => (bucket.X, bucket.Mean)))}"/>""");
    }

    /// <summary>The area between the smallest and the largest values.</summary>
    private static string Area(IReadOnlyList<Bucket> buckets, ChartFrame frame) => frame.Path(
        buckets.Select(bucket => (bucket.X, bucket.Maximum)).Concat(buckets.Reverse().Select(bucket => (bucket.X, bucket.Minimum)))) + "Z";

    private static List<Bucket> Paired(Series lower, Series upper) =>
        [.. lower.Buckets(Detail).Zip(upper.Buckets(Detail), (low, high) => low with { Maximum = high.Maximum })];

    private static string Describe(Chart chart, List<Series> lines)
    {
        var ends = lines.Select(line => $"{line.Name} from {Axis.Label(line.Points[0].Y)} to {Axis.Label(line.Points[^1].Y)}");
        var bars = chart.Bars.Select(bar => Axis.Label(Math.Round(bar, 4)));
        return $"{chart.Title}. {string.Join("; ", ends)}{string.Join(", ", bars)}.";
    }
}
