using FDistill.Formats.Files;
using FDistill.Reports.Charts;
using FDistill.Reports.Html;

namespace FDistill.Reports;

/// <summary>Writes a run's report: one HTML file that needs nothing else.</summary>
public static class HtmlReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="path">The file, e.g. <c>report.html</c>; replaced where it exists.</param>
    /// <param name="content">What it shows.</param>
    public static void Write(string path, ReportContent content) => Durable.WriteFile(path, Render(content));

    /// <summary>The report as a page of HTML.</summary>
    public static string Render(ReportContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return HtmlPage.Render("Distillation report", content.Name, content.Summary, $"""
            {HeadlineFigures.Render(content.Table)}
            {WarningList.Render(WarningLog.Over(content.History))}
            {PictureGallery.Render(content.Pictures)}
            {ResultsTable.Render(content.Table)}
            {CurveGallery.Render("Curves", "Lines are means over neighbouring iterations, the faint areas behind them their range.", RunCharts.Of(content.History, content.Course))}
            {FactLists.Render(content.Facts, content.Configuration)}
            """);
    }
}
