using System.Buffers.Binary;
using FDistill.Images;

namespace FDistill.Engine.Images.WebP;

/// <summary>Reads WebP files, lossy and lossless.</summary>
internal static class WebPDecoder
{
    private const int FirstChunk = 12, Animated = 0x02;

    /// <summary>Decodes a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged, cut short, animated or too large.</exception>
    public static Raster Decode(LibWebP library, byte[] file)
    {
        if (Chunk(file, "VP8X"u8) is [var flags, ..] && (flags & Animated) != 0) throw new InvalidDataException("it is an animation; expected a single picture.");
        if (!library.TryReadSize(file, out var width, out var height)) throw new InvalidDataException("it is damaged: its header makes no sense.");
        ImageSize.Check(width, height);
        var image = new Raster(width, height, Channels: 3, new byte[(long)width * height * 3]);
        if (!library.TryDecode(file, image.Pixels, width * 3)) throw new InvalidDataException("it is damaged or cut short.");
        return Orientation.Upright(image, Orientation.InExif(Chunk(file, "EXIF"u8)));
    }

    /// <summary>The content of the first chunk of a type; empty where there is none.</summary>
    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> file, ReadOnlySpan<byte> type)
    {
        for (long at = FirstChunk; at + 8 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[((int)at + 4)..]);
            if (at + 8 + length > file.Length) break;
            if (file[(int)at..].StartsWith(type)) return file.Slice((int)at + 8, (int)length);
            at += 8 + length + length % 2;
        }

        return [];
    }
}
