using System.Buffers.Binary;
using System.IO.Compression;
using FDistill.Images;

namespace FDistill.Tests.Shared;

/// <summary>Reads PNG files back: 8 bits, no interlacing, the filters None and Up.</summary>
internal static class Png
{
    public static Raster Decode(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], file[..8]);
        var chunks = Chunks(file).ToList();
        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Select(chunk => chunk.Type));
        var header = chunks[0].Data;
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        var channels = (header[8], header[9]) switch { (8, 0) => 1, (8, 2) => 3, _ => throw new InvalidDataException("another kind of PNG") };

        using var plain = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(chunks[1].Data), CompressionMode.Decompress)) zlib.CopyTo(plain);
        return new Raster(width, height, channels, Unfilter(plain.ToArray(), width * channels, height));
    }

    private static byte[] Unfilter(byte[] filtered, int stride, int height)
    {
        Assert.Equal(height * (stride + 1), filtered.Length);
        var pixels = new byte[height * stride];
        for (var k = 0; k < pixels.Length; k++)
        {
            var (row, column) = (k / stride, k % stride);
            var above = filtered[row * (stride + 1)] == 2 && row > 0 ? pixels[k - stride] : 0;
            pixels[k] = (byte)(filtered[row * (stride + 1) + 1 + column] + above);
        }
        return pixels;
    }

    public static IEnumerable<(string Type, byte[] Data, uint Check)> Chunks(byte[] file)
    {
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var type = System.Text.Encoding.ASCII.GetString(file, at + 4, 4);
            yield return (type, file[(at + 8)..(at + 8 + length)], BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            at += 12 + length;
        }
    }
}
