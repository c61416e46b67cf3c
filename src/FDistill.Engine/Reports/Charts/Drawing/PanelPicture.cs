namespace FDistill.Engine.Reports.Charts.Drawing;

/// <summary>Draws pictures of several samplers side by side: as one block for each sampler, or, where they have texts, picture beside picture.</summary>
internal static class PanelPicture
{
    private const double Margin = 18, Gap = 3, PanelGap = 26, TitleSize = 14, LineHeight = 16, SmallestCell = 38, LargestCell = 256;
    private const int InRow = 10;

    public static Sketch Of(PictureSheet sheet)
    {
        var picture = sheet.Panels[0].Pictures[0];
        var cell = Math.Clamp(picture.Width, SmallestCell, LargestCell);
        var inRow = sheet.Texts.Count > 0 ? 1 : Math.Min(InRow, sheet.Panels[0].Pictures.Count);
        var rows = (sheet.Panels[0].Pictures.Count + inRow - 1) / inRow;
        var panelWidth = Math.Max(inRow * (cell + Gap) - Gap, 200);
        var width = 2 * Margin + sheet.Panels.Count * panelWidth + (sheet.Panels.Count - 1) * PanelGap;

        var texts = sheet.Texts.Select(text => WrappedLine.Of(text, width - 2 * Margin, Sketch.TextSize)).ToList();
        var caption = WrappedLine.Of(sheet.Caption, width - 2 * Margin, Sketch.TextSize);
        var names = sheet.Panels.Select(panel => WrappedLine.Of(panel.Name, panelWidth, Sketch.TextSize)).ToList();
        var top = Margin + TitleSize + caption.Count * LineHeight + 10 + names.Max(name => name.Count) * LineHeight;
        var cellHeight = cell * picture.Height / picture.Width;
        var sketch = new Sketch(width, top + texts.Sum(text => text.Count * LineHeight + 8) + rows * (cellHeight + Gap) + Margin);

        sketch.Text(Margin, Margin + TitleSize - 4, sheet.Title, Ink.Text, size: TitleSize, bold: true);
        foreach (var (number, line) in caption.Index()) sketch.Text(Margin, Margin + TitleSize + (number + 1) * LineHeight - 2, line);
        foreach (var (number, name) in names.Index())
            foreach (var (line, text) in name.Index()) sketch.Text(Margin + number * (panelWidth + PanelGap), top - 6 - (name.Count - 1 - line) * LineHeight, text, Ink.Text);
        for (var row = 0; row < rows; row++)
        {
            foreach (var (line, text) in (texts.Count > 0 ? texts[row] : []).Index()) sketch.Text(Margin, top + 10 + line * LineHeight, text);
            if (texts.Count > 0) top += texts[row].Count * LineHeight + 8;
            foreach (var (number, panel) in sheet.Panels.Index())
                foreach (var (column, shown) in panel.Pictures.Skip(row * inRow).Take(inRow).Index())
                    sketch.Picture(shown, Margin + number * (panelWidth + PanelGap) + column * (cell + Gap), top, cell, cellHeight);
            top += cellHeight + Gap;
        }
        return sketch;
    }
}
