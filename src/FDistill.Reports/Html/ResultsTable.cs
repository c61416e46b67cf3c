using FDistill.Engine.Evaluation;
using static System.Net.WebUtility;

namespace FDistill.Reports.Html;

/// <summary>The evaluation as a table.</summary>
internal static class ResultsTable
{
    public static string Render(EvaluationTable? table)
    {
        if (table is null) return "";
        var heads = string.Concat(table.Columns.Select(column => $"""<th scope="col">{HtmlEncode(column.Title)}&nbsp;<span class="better">{column.Better}</span></th>"""));
        var note = table.Note is null ? "" : $"""<p class="note">{HtmlEncode(table.Note)}</p>""";
        return $"""
            <section><h2>Results</h2>
            <div class="scroll"><table><thead><tr><th scope="col">Sampler</th>{heads}</tr></thead>
            <tbody>{string.Concat(table.Rows.Select(row => Row(row, table.Columns)))}</tbody></table></div>{note}</section>
            """;
    }

    private static string Row(EvaluationRow row, IReadOnlyList<EvaluationColumn> columns)
    {
        var emphasis = row.Name == EvaluationRow.StudentAfter ? """ class="result" """ : "";
        var recorded = row.Recorded ? """ <span class="recorded">recorded</span>""" : "";
        return $"""<tr{emphasis}><th scope="row">{HtmlEncode(row.Name)}{recorded}</th>{string.Concat(columns.Select(column => $"<td>{column.Format(row)}</td>"))}</tr>""";
    }
}
