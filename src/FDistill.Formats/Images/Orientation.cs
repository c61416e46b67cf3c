using System.Buffers.Binary;
using FDistill.Images;

namespace FDistill.Formats.Images;

/// <summary>Which way up an image is stored: EXIF's tag 0x0112, 1 … 8 (CIPA DC-008, 4.6.4).</summary>
/// <remarks>EXIF data that cannot be read say nothing of the orientation: the image is taken as it is stored.</remarks>
internal static class Orientation
{
    private const int AsStored = 1;
    private const ushort Tag = 0x0112;

    /// <summary>The orientation that EXIF data state.</summary>
    /// <param name="exif">A TIFF structure, with or without
    /// <c>Exif\0\0</c> before it; empty where there is none.</param>
    public static int InExif(ReadOnlySpan<byte> exif)
    {
        if (exif.StartsWith("Exif\0\0"u8)) exif = exif[6..];
        var isLittle = exif.StartsWith("II*\0"u8);
        if (exif.Length < 8 || (!isLittle && !exif.StartsWith("MM\0*"u8))) return AsStored;
        var directory = (long)Number(exif, 4, 4, isLittle);
        if (directory + 2 > exif.Length) return AsStored;
        var entries = Number(exif, (int)directory, 2, isLittle);
        for (var n = 0; n < entries && directory + 14 + 12 * n <= exif.Length; n++)
        {
            var entry = (int)directory + 2 + 12 * n;
            if (Number(exif, entry, 2, isLittle) != Tag) continue;
            return Number(exif, entry + 8, 2, isLittle) is var found and >= 1 and <= 8 ? (int)found : AsStored;
        }

        return AsStored;
    }

    /// <summary>Turns an image the right way up.</summary>
    public static Raster Upright(Raster image, int orientation)
    {
        if (orientation == AsStored) return image;
        var isTurned = orientation >= 5;
        var (width, height) = isTurned ? (image.Height, image.Width) : (image.Width, image.Height);
        var upright = new byte[image.Pixels.Length];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (column, row) = isTurned ? (y, x) : (x, y);
                if (orientation is 2 or 3 or 7 or 8) column = image.Width - 1 - column;
                if (orientation is 3 or 4 or 6 or 7) row = image.Height - 1 - row;
                image.Pixels.AsSpan((row * image.Width + column) * image.Channels, image.Channels).CopyTo(upright.AsSpan((y * width + x) * image.Channels));
            }

        return new Raster(width, height, image.Channels, upright);
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int at, int size, bool isLittle) => (size, isLittle) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]),
        _ => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]),
    };
}
