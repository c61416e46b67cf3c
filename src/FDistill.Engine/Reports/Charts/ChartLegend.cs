using System.Text;
using static System.Net.WebUtility;

namespace FDistill.Engine.Reports.Charts;

/// <summary>What the lines of a chart are, above its right end; a single line needs no name.</summary>
internal static class ChartLegend
{
    private const int KeyWidth = 26, Gap = 10, Baseline = 12;
    private const double LetterWidth = 6.8;

    public static void Draw(StringBuilder svg, Chart chart, IReadOnlyList<Series> lines)
    {
        var entries = lines.Select((line, k) => (line.Name, Key: Stroke($"line s{k + 1}"))).ToList();
        if (chart.Band is { } band) entries.Add((band.Name, """<rect class="band" x="0" y="-9" width="20" height="10"/>"""));
        if (chart.Reference is { } reference) entries.Add((reference.Name, Stroke("mark")));
        if (entries.Count == 1 && chart.Reference is null) return;

        var right = (double)ChartFrame.Right;
        foreach (var (name, key) in Enumerable.Reverse(entries))
        {
            var left = right - KeyWidth - name.Length * LetterWidth;
            svg.Append(FormattableString.Invariant($"""<g transform="translate({left:0.#} {Baseline})">{key}<text class="label" x="25">{HtmlEncode(name)}</text></g>"""));
            right = left - Gap;
        }
    }

    private static string Stroke(string kind) => $"""<line class="{kind}" x1="0" x2="20" y1="-4" y2="-4"/>""";
}
