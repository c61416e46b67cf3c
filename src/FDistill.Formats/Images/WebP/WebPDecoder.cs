using System.Buffers.Binary;
using FDistill.Images;

namespace FDistill.Formats.Images.WebP;

/// <summary>Reads WebP files, lossy and lossless.</summary>
internal static class WebPDecoder
{
    private const int SizeAt = 4, FrontOfSize = 8, FirstChunk = 12, Animated = 0x02;

    /// <summary>Decodes a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged, cut short, animated or too large.</exception>
    public static Raster Decode(SkiaDecoder decoder, byte[] file)
    {
        var length = FrontOfSize + (long)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(SizeAt));
        if (file.Length < length) throw new InvalidDataException($"it is damaged or cut short: its header says {length} bytes, it has {file.Length}.");
        if (Chunk(file, "VP8X"u8) is [var flags, ..] && (flags & Animated) != 0) throw new InvalidDataException("it is an animation; expected a single picture.");
        return Orientation.Upright(decoder.Decode(file), Orientation.InExif(Chunk(file, "EXIF"u8)));
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
