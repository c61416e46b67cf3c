using FDistill.Engine.Reports.Charts;
using static System.Net.WebUtility;

namespace FDistill.Engine.Reports.Html;

/// <summary>The run's charts.</summary>
internal static class CurveGallery
{
    public static string Render(IReadOnlyList<Chart> charts) => charts.Count == 0 ? "" : $"""
        <section><h2>Curves</h2><p class="lede">Lines are means over neighbouring iterations, the faint areas behind them their range.</p>
        <div class="charts">{string.Concat(charts.Select(Figure))}</div></section>
        """;

    private static string Figure(Chart chart) => $"""
        <figure><figcaption><b>{HtmlEncode(chart.Title)}</b> {HtmlEncode(chart.Caption)}</figcaption>{SvgChart.Render(chart)}</figure>
        """;
}
