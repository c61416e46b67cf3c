using System.Globalization;
using System.Text;
using static System.Net.WebUtility;

namespace FDistill.Engine.Reports.Charts;

/// <summary>Draws a chart as SVG. Colours are the page's: classes <c>s1</c> … <c>s4</c> for series, <c>grid</c>, <c>axis</c>, <c>mark</c>.</summary>
/// <remarks>A line is the mean of neighbouring iterations; the faint area behind it is their range. Series differ in colour and in dashes.</remarks>
public static class SvgChart
{
    private const int Width = 460, Height = 250, Left = 52, Right = 12, Top = 30, Bottom = 34, Detail = 80;

    /// <summary>Draws a chart.</summary>
    /// <param name="chart">The chart, not empty.</param>
    /// <returns>An <c>svg</c> element that says what it shows to those who cannot see it.</returns>
    public static string Render(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var lines = chart.Lines.Where(line => line.Points.Count > 0).ToList();
        var frame = Frame(chart, lines);
        var svg = new StringBuilder();
        svg.Append(Invariant($"""<svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{HtmlEncode(Describe(chart, lines))}">"""));
        DrawFrame(svg, chart, frame);
        DrawLegend(svg, chart, lines);
        if (chart.Bars.Count > 0) DrawBars(svg, chart, frame);
        if (chart.Band is { } band) svg.Append($"""<path class="band" d="{Area(Paired(band.Lower, band.Upper), frame)}"/>""");
        for (var k = 0; k < lines.Count; k++) DrawLine(svg, lines[k], k + 1, frame, withRange: chart.Band is null);
        if (chart.Reference is { } reference) DrawReference(svg, frame.Down(reference.Value));
        return svg.Append("</svg>").ToString();
    }

    private sealed record Axes(Axis X, Axis Y)
    {
        public double Across(double x) => Left + X.Place(x) * (Width - Left - Right);

        public double Down(double y) => Height - Bottom - Y.Place(y) * (Height - Top - Bottom);
    }

    private static Axes Frame(Chart chart, List<Series> lines)
    {
        var band = chart.Band is { } area ? area.Lower.Points.Concat(area.Upper.Points) : [];
        var values = lines.SelectMany(line => line.Points).Concat(band).Select(point => point.Y).Concat(chart.Bars).ToList();
        if (chart.Reference is { } reference) values.Add(reference.Value);
        if (chart.Bars.Count > 0) values.Add(0);
        var (lowest, highest) = (values.Min(), values.Max());
        var y = chart.Logarithmic && lowest > 0 ? Axis.Log(lowest, highest) : Axis.Linear(lowest, highest);
        var x = chart.Bars.Count > 0
            ? new Axis(-0.5, chart.Bars.Count - 0.5, [.. Enumerable.Range(0, chart.Bars.Count).Select(bar => (double)bar)], Logarithmic: false)
            : Axis.Linear(lines.Min(line => line.Points[0].X), lines.Max(line => line.Points[^1].X), ticks: 8, tight: true);
        return new Axes(x, y);
    }

    private static void DrawFrame(StringBuilder svg, Chart chart, Axes frame)
    {
        foreach (var tick in frame.Y.Ticks)
        {
            svg.Append(Invariant($"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{frame.Down(tick):0.#}" y2="{frame.Down(tick):0.#}"/>"""));
            svg.Append(Invariant($"""<text class="tick" x="{Left - 6}" y="{frame.Down(tick) + 4:0.#}" text-anchor="end">{Axis.Label(tick)}</text>"""));
        }
        svg.Append(Invariant($"""<line class="axis" x1="{Left}" x2="{Width - Right}" y1="{Height - Bottom}" y2="{Height - Bottom}"/>"""));
        foreach (var tick in frame.X.Ticks)
            svg.Append(Invariant($"""<text class="tick" x="{frame.Across(tick):0.#}" y="{Height - Bottom + 15}" text-anchor="middle">{Axis.Label(tick)}</text>"""));
        svg.Append(Invariant($"""<text class="label" x="{Width - Right}" y="{Height - 4}" text-anchor="end">{HtmlEncode(chart.XLabel)}</text>"""));
        svg.Append(Invariant($"""<text class="label" x="4" y="12">{HtmlEncode(chart.YLabel)}</text>"""));
    }

    /// <summary>What the lines are, right of the vertical axis' label; a single line needs no name.</summary>
    private static void DrawLegend(StringBuilder svg, Chart chart, List<Series> lines)
    {
        var names = lines.Select((line, k) => (line.Name, Key: $"""<line class="line s{k + 1}" x1="0" x2="20" y1="-4" y2="-4"/>""")).ToList();
        if (chart.Band is { } band) names.Add((band.Name, """<rect class="band" x="0" y="-9" width="20" height="10"/>"""));
        if (chart.Reference is { } reference) names.Add((reference.Name, """<line class="mark" x1="0" x2="20" y1="-4" y2="-4"/>"""));
        if (names.Count < 2 && chart.Reference is null) return;
        var right = (double)(Width - Right);
        foreach (var (name, key) in Enumerable.Reverse(names))
        {
            var width = 26 + name.Length * 6.8;
            right -= width;
            svg.Append(Invariant($"""<g transform="translate({right:0.#} 12)">{key}<text class="label" x="25">{HtmlEncode(name)}</text></g>"""));
            right -= 10;
        }
    }

    private static void DrawBars(StringBuilder svg, Chart chart, Axes frame)
    {
        var width = (double)(Width - Left - Right) / chart.Bars.Count;
        for (var bar = 0; bar < chart.Bars.Count; bar++)
        {
            var top = frame.Down(chart.Bars[bar]);
            svg.Append(Invariant($"""<rect class="bar s1" x="{frame.Across(bar) - 0.36 * width:0.#}" width="{0.72 * width:0.#}" y="{top:0.#}" height="{frame.Down(0) - top:0.#}"/>"""));
        }
    }

    private static void DrawLine(StringBuilder svg, Series line, int number, Axes frame, bool withRange)
    {
        var buckets = line.Buckets(Detail);
        if (withRange && buckets.Count < line.Points.Count) svg.Append($"""<path class="range s{number}" d="{Area(buckets, frame)}"/>""");
        svg.Append($"""<path class="line s{number}" d="{Path(buckets.Select(bucket => (bucket.X, bucket.Mean)), frame)}"/>""");
    }

    private static void DrawReference(StringBuilder svg, double y) =>
        svg.Append(Invariant($"""<line class="mark" x1="{Left}" x2="{Width - Right}" y1="{y:0.#}" y2="{y:0.#}"/>"""));

    private static List<Bucket> Paired(Series lower, Series upper) =>
        [.. lower.Buckets(Detail).Zip(upper.Buckets(Detail), (low, high) => new Bucket(low.X, 0, low.Minimum, high.Maximum))];

    private static string Area(IReadOnlyList<Bucket> buckets, Axes frame) => Path(
        buckets.Select(bucket => (bucket.X, bucket.Maximum)).Concat(buckets.Reverse().Select(bucket => (bucket.X, bucket.Minimum))), frame) + "Z";

    private static string Path(IEnumerable<(double X, double Y)> points, Axes frame) =>
        "M" + string.Join('L', points.Select(point => Invariant($"{frame.Across(point.X):0.#} {frame.Down(point.Y):0.#}")));

    private static string Describe(Chart chart, List<Series> lines)
    {
        var ends = lines.Select(line => $"{line.Name} from {Axis.Label(line.Points[0].Y)} to {Axis.Label(line.Points[^1].Y)}");
        var bars = chart.Bars.Select(bar => Axis.Label(Math.Round(bar, 4)));
        return $"{chart.Title}. {string.Join("; ", ends)}{string.Join(", ", bars)}.";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
