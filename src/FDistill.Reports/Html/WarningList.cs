using System.Globalization;
using FDistill.Engine.Training.Diagnostics;
using static System.Net.WebUtility;

namespace FDistill.Reports.Html;

/// <summary>The known failures that began in a run.</summary>
internal static class WarningList
{
    public static string Render(IReadOnlyList<TrainingWarning> warnings) => warnings.Count == 0 ? "" : $"""
        <section class="warnings"><h2>Warnings</h2>
        <ul>{string.Concat(warnings.Select(Item))}</ul></section>
        """;

    private static string Item(TrainingWarning warning) =>
        string.Create(CultureInfo.InvariantCulture, $"<li><b>Iteration {warning.Iteration:N0}</b>: {HtmlEncode(warning.Found)}. {HtmlEncode(warning.Remedy)}.</li>");
}
