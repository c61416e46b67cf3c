namespace FDistill.Reproduction.Results;

/// <summary>A table in Markdown whose columns are aligned, so that it reads well as plain text too.</summary>
internal static class MarkdownTable
{
    /// <summary>Renders a table.</summary>
    /// <param name="headings">Those of the columns.</param>
    /// <param name="rows">The rows; their first cells stand on the left, all others on the right.</param>
    public static string Render(IReadOnlyList<string> headings, IEnumerable<string[]> rows)
    {
        List<string[]> cells = [[.. headings.Select(Escape)], .. rows.Select(row => row.Select(Escape).ToArray())];
        int[] widths = [.. headings.Select((_, column) => Math.Max(3, cells.Max(row => row[column].Length)))];
        string Line(string[] row) => "| " + string.Join(" | ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))) + " |\n";

        var rule = "|" + string.Join("|", widths.Select((width, column) => column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":")) + "|\n";
        return Line(cells[0]) + rule + string.Concat(cells.Skip(1).Select(Line));
    }

    private static string Escape(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);
}
