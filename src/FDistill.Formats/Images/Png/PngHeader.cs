using System.Buffers.Binary;

namespace FDistill.Formats.Images.Png;

/// <summary>What a PNG's first chunk, IHDR, says.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="BitDepth">Bits of a sample.</param>
/// <param name="Colour">What samples mean.</param>
/// <param name="IsInterlaced">Whether the pixels come in Adam7's passes.</param>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColour Colour, bool IsInterlaced)
{
    private const int Length = 13;

    /// <summary>Samples of a pixel.</summary>
    public int Samples => Colour switch { PngColour.Grey or PngColour.Palette => 1, PngColour.GreyAlpha => 2, PngColour.Rgb => 3, _ => 4 };

    /// <summary>Channels of the image that it becomes.</summary>
    public int Channels => Colour is PngColour.Grey or PngColour.GreyAlpha ? 1 : 3;

    /// <summary>Bytes from a sample to the same one of the pixel to the left, at least 1.</summary>
    public int PixelBytes => Math.Max(1, Samples * BitDepth / 8);

    /// <summary>Bytes of a row of so many pixels, without the byte that names its filter.</summary>
    public int RowBytes(int width) => (int)(((long)width * Samples * BitDepth + 7) / 8);

    /// <summary>Reads the chunk.</summary>
    /// <exception cref="InvalidDataException">It says something that no PNG can be.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length != Length) throw new InvalidDataException($"its header has {chunk.Length} bytes, expected {Length}.");
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(chunk), BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]));
        ImageSize.Check(width, height);
        var header = new PngHeader((int)width, (int)height, chunk[8], (PngColour)chunk[9], chunk[12] == 1);
        var fits = (header.Colour, header.BitDepth) is (PngColour.Grey, 1 or 2 or 4 or 8 or 16) or (PngColour.Palette, 1 or 2 or 4 or 8)
            or (PngColour.Rgb or PngColour.GreyAlpha or PngColour.RgbAlpha, 8 or 16);
        if (!fits) throw new InvalidDataException($"its header says colour type {chunk[9]} with {chunk[8]} bits, which no PNG has.");
        if (chunk[10] != 0 || chunk[11] != 0 || chunk[12] > 1)
            throw new InvalidDataException($"its header says compression {chunk[10]}, filter {chunk[11]}, interlace {chunk[12]}, which no PNG has.");
        return header;
    }
}

/// <summary>PNG's colour types.</summary>
internal enum PngColour
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    RgbAlpha = 6,
}
