using System.Text;
using static System.Net.WebUtility;

namespace FDistill.Engine.Reports.Charts;

/// <summary>Says which line is which: in the chart's own top row, or, where the names are too long for it, in a paragraph below the chart.</summary>
internal static class ChartLegend
{
    private const int KeyWidth = 26, Gap = 10, Baseline = 12;
    private const double LetterWidth = 6.8;

    /// <summary>Draws the legend into the top row, from the right, if it fits there.</summary>
    public static void Draw(StringBuilder svg, Chart chart, IReadOnlyList<Series> lines)
    {
        var entries = Entries(chart, lines);
        if (!Fits(chart, entries)) return;

        var right = (double)ChartFrame.Right;
        foreach (var (name, key) in Enumerable.Reverse(entries))
        {
            var left = right - Width(name) + Gap;
            svg.Append(FormattableString.Invariant($"""<g transform="translate({left:0.#} {Baseline})">{key}<text class="label" x="25">{HtmlEncode(name)}</text></g>"""));
            right = left - Gap;
        }
    }

    /// <summary>The legend as a paragraph of HTML; empty where it is in the chart.</summary>
    public static string Below(Chart chart)
    {
        var entries = Entries(chart, [.. chart.Lines.Where(line => line.Points.Count > 0)]);
        return Fits(chart, entries) ? "" : $"""<p class="legend">{string.Concat(entries.Select(entry =>
            $"""<span><svg viewBox="0 -9 20 10" aria-hidden="true">{entry.Key}</svg>{HtmlEncode(entry.Name)}</span>"""))}</p>""";
    }

    private static List<(string Name, string Key)> Entries(Chart chart, IReadOnlyList<Series> lines)
    {
        var entries = lines.Select(line => (line.Name, Key: Stroke($"line {chart.StyleOf(line)}"))).ToList();
        if (chart.Band is { } band) entries.Add((band.Name, """<rect class="band" x="0" y="-9" width="20" height="10"/>"""));
        if (chart.Reference is { } reference) entries.Add((reference.Name, Stroke("mark")));
        return entries.Count == 1 && chart.Reference is null ? [] : entries;
    }

    private static bool Fits(Chart chart, List<(string Name, string Key)> entries) =>
        entries.Sum(entry => Width(entry.Name)) <= ChartFrame.Right - chart.YLabel.Length * LetterWidth - Gap;

    private static double Width(string name) => KeyWidth + name.Length * LetterWidth + Gap;

    private static string Stroke(string kind) => $"""<line class="{kind}" x1="0" x2="20" y1="-4" y2="-4"/>""";
}
