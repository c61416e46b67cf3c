using FDistill.Engine.Reports.Charts;
using FDistill.Engine.Reports.Html;
using static System.Net.WebUtility;

namespace FDistill.Engine.Reports;

/// <summary>Writes a run's report: one HTML file that needs nothing else, light or dark as its reader's screen is.</summary>
public static class HtmlReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="path">The file, e.g. <c>report.html</c>; replaced where it exists.</param>
    /// <param name="content">What it shows.</param>
    public static void Write(string path, ReportContent content) => File.WriteAllText(path, Render(content));

    /// <summary>The report as a page of HTML.</summary>
    public static string Render(ReportContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{HtmlEncode(content.Name)} – distillation report</title>
            <style>{StyleSheet()}</style>
            </head>
            <body>
            <header><p class="kicker">Distillation report</p><h1>{HtmlEncode(content.Name)}</h1><p class="summary">{HtmlEncode(content.Summary)}</p></header>
            <main>
            {HeadlineFigures.Render(content.Table)}
            {PictureGallery.Render(content.Pictures)}
            {ResultsTable.Render(content.Table)}
            {CurveGallery.Render(RunCharts.Of(content.History))}
            {FactLists.Render(content.Facts, content.Configuration)}
            </main>
            </body>
            </html>

            """;
    }

    private static string StyleSheet()
    {
        using var resource = typeof(HtmlReport).Assembly.GetManifestResourceStream("FDistill.Engine.Reports.Html.report.css")!;
        return new StreamReader(resource).ReadToEnd();
    }
}
