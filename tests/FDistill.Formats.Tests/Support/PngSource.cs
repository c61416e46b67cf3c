using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using FDistill.Images;

namespace FDistill.Formats.Tests.Support;

/// <summary>Writes PNG files of every kind there is, with random filters: what the reader must understand.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Colour">The colour type.</param>
/// <param name="Depth">Bits of a sample.</param>
/// <param name="Interlaced">Whether in Adam7's passes.</param>
/// <param name="Seed">Draws samples, palette and filters.</param>
internal sealed record PngSource(int Width, int Height, int Colour, int Depth, bool Interlaced, int Seed)
{
    public static readonly (int Colour, int Depth)[] Kinds =
        [(0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8), (6, 16)];

    private static readonly (int Left, int Top, int Across, int Down)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private int PerPixel => Colour switch { 0 or 3 => 1, 4 => 2, 2 => 3, _ => 4 };

    /// <summary>The file.</summary>
    public byte[] File(int? claimedHeight = null, int pieces = 2)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), claimedHeight ?? Height);
        (header[8], header[9], header[12]) = ((byte)Depth, (byte)Colour, (byte)(Interlaced ? 1 : 0));
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(Filtered());
        var data = packed.ToArray();
        var piece = data.Length / pieces + 1;
        return
        [
            0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n',
            .. Chunk("IHDR", header), .. Chunk("tEXt", "Comment\0a test"u8), .. Colour == 3 ? Chunk("PLTE", Palette()) : [],
            .. data.Chunk(piece).SelectMany(part => Chunk("IDAT", part)), .. Chunk("IEND", []),
        ];
    }

    /// <summary>The image that it holds.</summary>
    public Raster Image()
    {
        var (samples, palette) = (Samples(), Palette());
        var channels = Colour is 0 or 4 ? 1 : 3;
        var image = new Raster(Width, Height, channels, new byte[Width * Height * channels]);
        for (var pixel = 0; pixel < Width * Height; pixel++)
            for (var channel = 0; channel < channels; channel++)
                image.Pixels[pixel * channels + channel] = Colour == 3
                    ? palette[samples[pixel] * 3 + channel]
                    : (byte)Math.Round(samples[pixel * PerPixel + channel] * 255.0 / ((1 << Depth) - 1));
        return image;
    }

    public static byte[] Chunk(string type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    private int[] Samples()
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, Width * Height * PerPixel).Select(_ => random.Next(1 << Depth))];
    }

    private byte[] Palette()
    {
        var palette = new byte[3 << Math.Min(Depth, 8)];
        new Random(Seed + 1).NextBytes(palette);
        return palette;
    }

    private byte[] Filtered()
    {
        var random = new Random(Seed + 2);
        var samples = Samples();
        var bytes = new List<byte>();
        foreach (var (left, top, across, down) in Interlaced ? Adam7 : [(0, 0, 1, 1)])
        {
            var columns = (Width - left + across - 1) / across;
            if (columns <= 0) continue;
            var above = new byte[(columns * PerPixel * Depth + 7) / 8];
            for (var y = top; y < Height; y += down)
            {
                var row = new byte[above.Length];
                for (var k = 0; k < columns * PerPixel; k++)
                    Put(row, k, samples[(y * Width + left + k / PerPixel * across) * PerPixel + k % PerPixel]);
                var filter = random.Next(5);
                bytes.Add((byte)filter);
                bytes.AddRange(Filter(filter, row, above, Math.Max(1, PerPixel * Depth / 8)));
                above = row;
            }
        }

        return [.. bytes];
    }

    private void Put(byte[] row, int sample, int value)
    {
        if (Depth == 16) BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(2 * sample), (ushort)value);
        else row[sample * Depth / 8] |= (byte)(value << (8 - Depth - sample * Depth % 8));
    }

    private static IEnumerable<byte> Filter(int filter, byte[] row, byte[] above, int step)
    {
        for (var k = 0; k < row.Length; k++)
        {
            var (a, b, c) = (k < step ? 0 : row[k - step], (int)above[k], k < step ? 0 : above[k - step]);
            var p = a + b - c;
            var nearest = new[] { a, b, c }.MinBy(candidate => Math.Abs(p - candidate));
            yield return (byte)(row[k] - filter switch { 0 => 0, 1 => a, 2 => b, 3 => (a + b) / 2, _ => nearest });
        }
    }
}
