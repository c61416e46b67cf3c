namespace FDistill.Reports.Charts.Drawing;

/// <summary>Draws charts side by side.</summary>
internal static class SheetPicture
{
    private const double Gap = 24, Margin = 14, TitleSize = 17, TitleLine = 34;

    public static Sketch Of(ChartSheet sheet)
    {
        if (sheet.Charts.Count == 0) throw new InvalidDataException("There is no chart to draw.");
        var columns = Math.Min(sheet.Columns ?? sheet.Charts.Count switch { 1 => 1, <= 4 => 2, _ => 3 }, sheet.Charts.Count);
        var rows = sheet.Charts.Chunk(columns).Select(Row).ToList();
        var title = sheet.Title.Length == 0 ? 0 : TitleLine;
        var width = 2 * Margin + columns * ChartPicture.Width + (columns - 1) * Gap;
        var whole = new Sketch(width, 2 * Margin + title + rows.Sum(row => row.Max(panel => panel.Height)) + (rows.Count - 1) * Gap);
        if (title > 0) whole.Text(Margin + 4, Margin + TitleSize - 1, sheet.Title, Ink.Text, size: TitleSize, bold: true);

        var top = Margin + title;
        foreach (var row in rows)
        {
            foreach (var (column, panel) in row.Index()) whole.Inset(panel, Margin + column * (ChartPicture.Width + Gap), top);
            top += row.Max(panel => panel.Height) + Gap;
        }
        return whole;
    }

    /// <summary>The panels of a row, whose frames begin on one line.</summary>
    private static IReadOnlyList<Sketch> Row(Chart[] charts)
    {
        var top = charts.Max(chart => ChartPicture.TopOf(chart, withHeading: true));
        return [.. charts.Select(chart => ChartPicture.Of(chart, withHeading: true, top))];
    }

    public static string TitleOf(ChartSheet sheet) => sheet.Title.Length > 0 ? sheet.Title : sheet.Charts[0].Title;

    public static string Describe(ChartSheet sheet) => string.Join(' ', sheet.Charts.Select(ChartDescription.Of));
}
