using System.Text;
using FDistill.Images;

namespace FDistill.Formats.Images.Lettering;

/// <summary>A picture in the making.</summary>
internal sealed class Canvas
{
    private readonly int channels;
    private readonly byte[] pixels;

    /// <summary>An empty picture.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="ground">The grey that it is filled with.</param>
    public Canvas(int width, int height, int channels, byte ground)
    {
        (this.channels, pixels) = (channels, new byte[width * height * channels]);
        Array.Fill(pixels, ground);
        Picture = new Raster(width, height, channels, pixels);
    }

    /// <summary>The picture.</summary>
    public Raster Picture { get; }

    /// <summary>Puts a picture of the same channels somewhere.</summary>
    public void Put(Raster picture, int left, int top)
    {
        for (var row = 0; row < picture.Height; row++)
            picture.Pixels.AsSpan(row * picture.Width * channels, picture.Width * channels).CopyTo(pixels.AsSpan((((top + row) * Picture.Width) + left) * channels));
    }

    /// <summary>Writes a line of text.</summary>
    /// <param name="line">Its characters.</param>
    /// <param name="font">The font.</param>
    /// <param name="left">Where it begins.</param>
    /// <param name="top">Its upper end.</param>
    /// <param name="scale">Every cell of the font becomes scale × scale pixels.</param>
    /// <param name="ink">The text's grey.</param>
    public void Write(IReadOnlyList<Rune> line, BitmapFont font, int left, int top, int scale, byte ink)
    {
        for (var y = 0; y < BitmapFont.Height * scale; y++)
            for (var x = 0; x < line.Count * BitmapFont.Width * scale; x++)
                if (font.IsBlack(line[x / scale / BitmapFont.Width], x / scale % BitmapFont.Width, y / scale))
                    pixels.AsSpan((((top + y) * Picture.Width) + left + x) * channels, channels).Fill(ink);
    }
}
