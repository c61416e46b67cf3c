using System.Text;
using static System.Net.WebUtility;

namespace FDistill.Engine.Reports.Charts;

/// <summary>The rectangle that a chart is drawn in, with its two axes; lengths are in the picture's own units, the origin is at the top left.</summary>
internal sealed record ChartFrame(Axis X, Axis Y)
{
    public const int Width = 460, Height = 250, Left = 52, Right = Width - 12, Top = 30, Bottom = Height - 34;

    /// <summary>The frame that holds all that a chart shows.</summary>
    public static ChartFrame Of(Chart chart, IReadOnlyList<Series> lines)
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
        return new ChartFrame(x, y);
    }

    /// <summary>Where a value of the horizontal axis lies.</summary>
    public double Across(double x) => Left + X.Place(x) * (Right - Left);

    /// <summary>Where a value of the vertical axis lies.</summary>
    public double Down(double y) => Bottom - Y.Place(y) * (Bottom - Top);

    /// <summary>A line through points.</summary>
    public string Path(IEnumerable<(double X, double Y)> points) =>
        "M" + string.Join('L', points.Select(point => FormattableString.Invariant($"{Across(point.X):0.#} {Down(point.Y):0.#}")));

    /// <summary>Draws grid, axes and labels.</summary>
    public void Draw(StringBuilder svg, string xLabel, string yLabel)
    {
        foreach (var tick in Y.Ticks)
        {
            svg.Append(Horizontal("grid", tick));
            svg.Append(FormattableString.Invariant($"""<text class="tick" x="{Left - 6}" y="{Down(tick) + 4:0.#}" text-anchor="end">{Axis.Label(tick)}</text>"""));
        }
        svg.Append(Horizontal("axis", Y.Minimum));
        foreach (var tick in X.Ticks)
            svg.Append(FormattableString.Invariant($"""<text class="tick" x="{Across(tick):0.#}" y="{Bottom + 15}" text-anchor="middle">{Axis.Label(tick)}</text>"""));
        svg.Append($"""<text class="label" x="{Right}" y="{Height - 4}" text-anchor="end">{HtmlEncode(xLabel)}</text>""");
        svg.Append($"""<text class="label" x="4" y="12">{HtmlEncode(yLabel)}</text>""");
    }

    /// <summary>A line across the frame at a value.</summary>
    public string Horizontal(string kind, double value) =>
        FormattableString.Invariant($"""<line class="{kind}" x1="{Left}" x2="{Right}" y1="{Down(value):0.#}" y2="{Down(value):0.#}"/>""");
}
