namespace FDistill.Images;

/// <summary>An image of bytes.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Channels">1 for grey, 3 for RGB.</param>
/// <param name="Pixels">Height × Width × Channels bytes, row by row from the top, 0 black.</param>
public sealed record Raster(int Width, int Height, int Channels, byte[] Pixels)
{
    /// <summary>Cuts a part out.</summary>
    /// <param name="top">Rows above it.</param>
    /// <param name="left">Columns to the left of it.</param>
    /// <param name="height">Its height.</param>
    /// <param name="width">Its width.</param>
    /// <returns>The part; this image itself where that is all of it.</returns>
    /// <exception cref="ArgumentException">The part has no pixels, or reaches beyond the image.</exception>
    public Raster Crop(int top, int left, int height, int width)
    {
        if (top < 0 || left < 0 || height < 1 || width < 1 || top + height > Height || left + width > Width)
            throw new ArgumentException($"a part of {height}x{width} at row {top}, column {left} of an image of {Height}x{Width}");
        if (height == Height && width == Width) return this;

        var part = new byte[height * width * Channels];
        for (var row = 0; row < height; row++)
            Pixels.AsSpan(((top + row) * Width + left) * Channels, width * Channels).CopyTo(part.AsSpan(row * width * Channels));
        return new Raster(width, height, Channels, part);
    }
}
