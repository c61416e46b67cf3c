using FDistill.Images;

namespace FDistill.Formats.Images.Lettering;

/// <summary>Lays pictures out in rows and columns, with the text that each was
/// asked for under it, or that a whole row was asked for over the row.</summary>
public sealed class LabelledGrid
{
    private const int Gap = 8;
    private const byte Ground = 255, Ink = 24;

    /// <summary>The width of a picture at which the text is as large
    /// as its font; at twice the width it is twice as large.</summary>
    private const int TextWidth = 256;

    private readonly BitmapFont font = BitmapFont.Read();

    /// <summary>Draws pictures, each with a text under it.</summary>
    /// <param name="pictures">The pictures, all of one shape; at least one.</param>
    /// <param name="texts">As many texts.</param>
    /// <param name="columns">Pictures in a row.</param>
    public Raster UnderEach(IReadOnlyList<Raster> pictures, IReadOnlyList<string> texts, int columns)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(texts);
        var rows = pictures.Zip(texts).Chunk(columns).Select(row => new Row(
            [.. row.Select(cell => cell.First)],
            [.. row.Select(cell => Block(cell.Second, pictures[0].Width, pictures[0].Width))],
            TextFirst: false));
        return Draw([.. rows], Math.Min(columns, pictures.Count), pictures[0]);
    }

    /// <summary>Draws rows of pictures, each row with a text over it.</summary>
    /// <param name="pictures">The pictures row by row, all of one shape.</param>
    /// <param name="texts">A text for each row; at least one.</param>
    public Raster OverRows(IReadOnlyList<Raster> pictures, IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(texts);
        var columns = pictures.Count / texts.Count;
        var width = (columns * (pictures[0].Width + Gap)) - Gap;
        var rows = pictures.Chunk(columns).Zip(texts).Select(row => new Row(row.First, [Block(row.Second, width, pictures[0].Width)], TextFirst: true));
        return Draw([.. rows], columns, pictures[0]);
    }

    private static TextBlock Block(string text, int width, int pictureWidth)
    {
        var scale = Math.Max(1, (int)Math.Round((double)pictureWidth / TextWidth));
        return new TextBlock(WrappedText.Lines(text, Math.Max(1, width / (BitmapFont.Width * scale))), scale);
    }

    private Raster Draw(IReadOnlyList<Row> rows, int columns, Raster shape)
    {
        var height = rows.Sum(row => row.TextHeight + shape.Height + (2 * Gap)) + Gap;
        var canvas = new Canvas((columns * (shape.Width + Gap)) + Gap, height, shape.Channels, Ground);
        var top = Gap;
        foreach (var row in rows)
        {
            var textTop = row.TextFirst ? top : top + shape.Height + (Gap / 2);
            var pictureTop = row.TextFirst ? top + row.TextHeight + (Gap / 2) : top;
            foreach (var (column, picture) in row.Pictures.Index()) canvas.Put(picture, Gap + (column * (shape.Width + Gap)), pictureTop);
            foreach (var (column, text) in row.Texts.Index()) Write(canvas, text, Gap + (column * (shape.Width + Gap)), textTop);
            top += row.TextHeight + shape.Height + (2 * Gap);
        }
        return canvas.Picture;
    }

    private void Write(Canvas canvas, TextBlock text, int left, int top)
    {
        foreach (var (number, line) in text.Lines.Index()) canvas.Write(line, font, left, top + (number * text.LineHeight), text.Scale, Ink);
    }

    /// <summary>A row of pictures with its texts: one for all of them, or one for each.</summary>
    private sealed record Row(IReadOnlyList<Raster> Pictures, IReadOnlyList<TextBlock> Texts, bool TextFirst)
    {
        public int TextHeight => Texts.Max(text => text.Lines.Count * text.LineHeight);
    }

    private sealed record TextBlock(IReadOnlyList<IReadOnlyList<System.Text.Rune>> Lines, int Scale)
    {
        public int LineHeight => (BitmapFont.Height + 1) * Scale;
    }
}
