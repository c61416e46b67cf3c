using static System.Net.WebUtility;

namespace FDistill.Reports.Html;

/// <summary>The run's facts and its configuration.</summary>
internal static class FactLists
{
    public static string Render(IReadOnlyList<ReportFacts> groups, string configuration) => $"""
        <section><h2>The run</h2>
        <div class="facts">{string.Concat(groups.Select(Group))}</div>
        <details><summary>Configuration</summary><pre>{HtmlEncode(configuration)}</pre></details></section>
        """;

    private static string Group(ReportFacts group) =>
        $"""<div><h3>{HtmlEncode(group.Heading)}</h3><dl>{string.Concat(group.Facts.Select(fact => $"<dt>{HtmlEncode(fact.Key)}</dt><dd>{HtmlEncode(fact.Value)}</dd>"))}</dl></div>""";
}
