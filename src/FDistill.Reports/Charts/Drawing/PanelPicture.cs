namespace FDistill.Reports.Charts.Drawing;

/// <summary>Draws pictures of several samplers side by side, as one block for each.</summary>
internal static class PanelPicture
{
    private const double Margin = PictureHeading.Margin, LineHeight = PictureHeading.LineHeight, Gap = 3, PanelGap = 26, SmallestCell = 38, LargestCell = 256, NarrowestPanel = 200;
    private const int InRow = 10;

    public static Sketch Of(PictureSheet sheet)
    {
        var picture = sheet.Panels[0].Pictures[0];
        var cell = Math.Clamp(picture.Width, SmallestCell, LargestCell);
        var inRow = Math.Min(InRow, sheet.Panels[0].Pictures.Count);
        var rows = (sheet.Panels[0].Pictures.Count + inRow - 1) / inRow;
        var panelWidth = Math.Max(inRow * (cell + Gap) - Gap, NarrowestPanel);
        var width = 2 * Margin + sheet.Panels.Count * panelWidth + (sheet.Panels.Count - 1) * PanelGap;

        var heading = new PictureHeading(sheet.Title, sheet.Caption, width);
        var names = sheet.Panels.Select(panel => WrappedLine.Of(panel.Name, panelWidth, Sketch.TextSize)).ToList();
        var top = heading.Bottom + 10 + names.Max(name => name.Count) * LineHeight;
        var cellHeight = cell * picture.Height / picture.Width;
        var sketch = new Sketch(width, top + rows * (cellHeight + Gap) + Margin);

        heading.Draw(sketch);
        foreach (var (number, panel) in sheet.Panels.Index())
        {
            var left = Margin + number * (panelWidth + PanelGap);
            foreach (var (line, text) in names[number].Index()) sketch.Text(left, top - 6 - (names[number].Count - 1 - line) * LineHeight, text, Ink.Text);
            foreach (var (place, shown) in panel.Pictures.Index())
                sketch.Picture(shown, left + place % inRow * (cell + Gap), top + place / inRow * (cellHeight + Gap), cell, cellHeight);
        }

        return sketch;
    }
}
