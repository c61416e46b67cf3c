namespace FDistill.Reports.Charts.Drawing;

/// <summary>Says which line is which: beside the vertical axis's
/// label if there is room, else in rows below it.</summary>
internal sealed class ChartLegend
{
    public const double RowHeight = 16;

    private const double KeyWidth = 25, Gap = 14, Margin = 12;

    private readonly List<Entry> entries;
    private readonly List<List<Entry>> rows;

    public ChartLegend(Chart chart)
    {
        entries = [.. Entries(chart)];
        if (entries.Count == 1 && chart is { Reference: null, Map: null, Histogram: null } && entries[0].Name == chart.Lines.Concat(chart.Clouds).FirstOrDefault()?.Name) entries = [];
        var beside = ChartPicture.Width - Outlines.Font.Width(chart.YLabel) - Margin - 2 * Gap;
        rows = entries.Sum(entry => entry.Width) <= beside ? [] : Fill(entries);
    }

    /// <summary>How many rows it needs below the label.</summary>
    public int Rows => rows.Count;

    /// <summary>Draws it.</summary>
    /// <param name="sketch">Where.</param>
    /// <param name="baseline">The label's.</param>
    /// <param name="right">Where the frame ends.</param>
    public void Draw(Sketch sketch, double baseline, double right)
    {
        if (rows.Count == 0) DrawRow(sketch, entries, Math.Max(right, ChartPicture.Width - Margin) - entries.Sum(entry => entry.Width) + Gap, baseline);
        foreach (var (number, row) in rows.Index()) DrawRow(sketch, row, 4, baseline + (number + 1) * RowHeight);
    }

    private static void DrawRow(Sketch sketch, List<Entry> row, double left, double baseline)
    {
        foreach (var entry in row)
        {
            entry.Key(sketch, left, baseline);
            sketch.Text(left + KeyWidth, baseline, entry.Name);
            left += entry.Width;
        }
    }

    private static List<List<Entry>> Fill(List<Entry> entries)
    {
        var rows = new List<List<Entry>>();
        foreach (var entry in entries)
        {
            if (rows.Count > 0 && rows[^1].Sum(one => one.Width) + entry.Width <= ChartPicture.Width) rows[^1].Add(entry);
            else rows.Add([entry]);
        }
        return rows;
    }

    private static IEnumerable<Entry> Entries(Chart chart)
    {
        foreach (var (place, line) in chart.Lines.Index())
            if (line.Points.Count > 0) yield return new Entry(Counted(line), (sketch, left, baseline) => DrawLine(sketch, left, baseline, Palette.Series(place), 2, line.Range.Count > 0));
        foreach (var (place, cloud) in chart.Clouds.Index())
            if (cloud.Points.Count > 0) yield return new Entry(Counted(cloud), (sketch, left, baseline) => LineMarks.DrawDot(sketch, chart, place, new Point(left + 14, baseline - 4)));
        if (chart.Band is { } band) yield return new Entry(band.Name, (sketch, left, baseline) => sketch.Box(left, baseline - 9, left + 20, baseline + 1, Ink.Series1, LineMarks.BandOpacity));
        if (chart.Histogram is { } histogram) yield return new Entry($"{histogram.Name} (right)", (sketch, left, baseline) => sketch.Box(left, baseline - 9, left + 20, baseline + 1, Ink.Muted, HistogramMarks.Opacity));
        foreach (var (place, contours) in (chart.Map?.Contours ?? []).Index())
            yield return new Entry(contours.Name, (sketch, left, baseline) => MapMarks.DrawKey(sketch, left, baseline - 4, place));
        if (chart.Reference is { } reference) yield return new Entry(reference.Name, (sketch, left, baseline) => sketch.Line(new(left, baseline - 4), new(left + 20, baseline - 4), Ink.Muted, dashes: LineMarks.ReferenceDashes));
    }

    private static void DrawLine(Sketch sketch, double left, double baseline, Ink ink, double width, bool hasRange)
    {
        if (hasRange) sketch.Box(left, baseline - 9, left + 20, baseline + 1, ink, LineMarks.RangeOpacity);
        sketch.Line(new(left, baseline - 4), new(left + 20, baseline - 4), ink, width, Palette.Dashes(ink));
    }

    private static string Counted(Series series) => series.Points.Count(point => !point.IsFinite) is var gaps and > 0 ? $"{series.Name} ({gaps:N0} not finite)" : series.Name;

    private sealed record Entry(string Name, Action<Sketch, double, double> Key)
    {
        public double Width { get; } = KeyWidth + Outlines.Font.Width(Name) + Gap;
    }
}
