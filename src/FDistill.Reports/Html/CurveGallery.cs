using FDistill.Reports.Charts;
using static System.Net.WebUtility;

namespace FDistill.Reports.Html;

/// <summary>Charts under a heading.</summary>
internal static class CurveGallery
{
    public static string Render(string heading, string lede, IReadOnlyList<Chart> charts) => charts.Count == 0 ? "" : $"""
        <section><h2>{HtmlEncode(heading)}</h2><p class="lede">{HtmlEncode(lede)}</p>
        <div class="charts">{string.Concat(charts.Select(Figure))}</div></section>
        """;

    private static string Figure(Chart chart) => $"""
        <figure><figcaption><b>{HtmlEncode(chart.Title)}</b> {HtmlEncode(chart.Caption)}</figcaption>{SvgChart.Render(chart)}</figure>
        """;
}
