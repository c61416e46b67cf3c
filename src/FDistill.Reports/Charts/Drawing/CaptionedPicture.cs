namespace FDistill.Reports.Charts.Drawing;

/// <summary>Draws what several samplers made of texts: under each text their pictures, one beside the other.</summary>
internal static class CaptionedPicture
{
    private const double Margin = PictureHeading.Margin, LineHeight = PictureHeading.LineHeight, Gap = 3, GroupGap = 22, RowGap = 12, SmallestCell = 48, LargestCell = 256, NarrowestGroup = 130, Narrowest = 420, Widest = 960;

    public static Sketch Of(PictureSheet sheet)
    {
        var picture = sheet.Panels[0].Pictures[0];
        var cell = Math.Clamp(picture.Width, SmallestCell, LargestCell);
        var cellHeight = cell * picture.Height / picture.Width;
        var group = Math.Max(sheet.Panels.Count * (cell + Gap) - Gap, NarrowestGroup);
        var inRow = Math.Clamp((int)((Widest + GroupGap) / (group + GroupGap)), 1, sheet.Texts.Count);
        var width = 2 * Margin + Math.Max(inRow * (group + GroupGap) - GroupGap, Narrowest);

        var heading = new PictureHeading(sheet.Title, $"{sheet.Caption} From left to right: {string.Join("; ", sheet.Panels.Select(panel => panel.Name))}.", width);
        var rows = sheet.Texts.Index().Select(text => (Number: text.Index, Lines: WrappedLine.Of(text.Item, group, Sketch.TextSize))).Chunk(inRow).ToList();
        var top = heading.Bottom + RowGap;
        var sketch = new Sketch(width, top + rows.Sum(row => row.Max(text => text.Lines.Count) * LineHeight + cellHeight + RowGap) + Margin - RowGap);

        heading.Draw(sketch);
        foreach (var row in rows)
        {
            top += row.Max(text => text.Lines.Count) * LineHeight;
            foreach (var (column, (number, lines)) in row.Index())
            {
                var left = Margin + column * (group + GroupGap);
                foreach (var (line, text) in lines.Index()) sketch.Text(left, top - 5 - (lines.Count - 1 - line) * LineHeight, text, Ink.Text);
                foreach (var (place, panel) in sheet.Panels.Index()) sketch.Picture(panel.Pictures[number], left + place * (cell + Gap), top, cell, cellHeight);
            }

            top += cellHeight + RowGap;
        }

        return sketch;
    }
}
