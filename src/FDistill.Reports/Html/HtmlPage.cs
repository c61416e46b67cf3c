using static System.Net.WebUtility;

namespace FDistill.Reports.Html;

/// <summary>A page of HTML that needs nothing else, light or dark as its reader's screen is.</summary>
internal static class HtmlPage
{
    /// <summary>The page.</summary>
    /// <param name="kicker">What kind of page it is.</param>
    /// <param name="title">What it is about.</param>
    /// <param name="summary">One sentence.</param>
    /// <param name="body">Its sections, as HTML.</param>
    public static string Render(string kicker, string title, string summary, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{HtmlEncode(title)} – {HtmlEncode(kicker.ToLowerInvariant())}</title>
        <style>{StyleSheet()}</style>
        </head>
        <body>
        <header><p class="kicker">{HtmlEncode(kicker)}</p><h1>{HtmlEncode(title)}</h1><p class="summary">{HtmlEncode(summary)}</p></header>
        <main>
        {body}
        </main>
        </body>
        </html>

        """;

    private static string StyleSheet()
    {
        using var resource = typeof(HtmlPage).Assembly.GetManifestResourceStream("FDistill.Reports.Html.report.css")!;
        return new StreamReader(resource).ReadToEnd();
    }
}
