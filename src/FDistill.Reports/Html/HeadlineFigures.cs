using FDistill.Engine.Evaluation;
using static System.Net.WebUtility;

namespace FDistill.Reports.Html;

/// <summary>The student's values before and after, in large type.</summary>
internal static class HeadlineFigures
{
    /// <summary>One figure for every column that the student was measured
    /// in; nothing where it was not measured after the run.</summary>
    public static string Render(EvaluationTable? table)
    {
        var after = table?.Rows.FirstOrDefault(row => row.Name == EvaluationRow.StudentAfter);
        if (table is null || after is null) return "";
        var before = table.Rows.FirstOrDefault(row => row.Name == EvaluationRow.StudentBefore);
        return $"""<dl class="headline">{string.Concat(table.Columns.Where(column => after.Values.ContainsKey(column.Name)).Select(column => Figure(column, before, after)))}</dl>""";
    }

    private static string Figure(EvaluationColumn column, EvaluationRow? before, EvaluationRow after)
    {
        var past = before is null || column.Name == EvaluationRow.MillisecondsPerImage ? "" : $"""<span class="before">{column.Format(before)} →</span> """;
        return $"""<div><dt>{HtmlEncode(column.Title)}</dt><dd>{past}{column.Format(after)}</dd></div>""";
    }
}
