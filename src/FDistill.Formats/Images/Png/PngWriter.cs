using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using FDistill.Formats.Files;
using FDistill.Images;

namespace FDistill.Formats.Images.Png;

/// <summary>Writes PNG files (ISO/IEC 15948) of 8 bits a channel, grey or RGB.</summary>
public static class PngWriter
{
    private const byte Grey = 0, Rgb = 2, FilterUp = 2;

    /// <summary>Encodes an image.</summary>
    /// <param name="image">The image.</param>
    /// <returns>The file's bytes; the same image gives the same bytes.</returns>
    /// <exception cref="ArgumentException">The image has neither 1 nor 3
    /// channels, no pixels, or not as many as its size says.</exception>
    public static byte[] Encode(Raster image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Channels is not (1 or 3)) throw new ArgumentException($"a PNG has 1 channel (grey) or 3 (RGB), the image has {image.Channels}", nameof(image));
        if (image.Width < 1 || image.Height < 1 || image.Pixels.Length != image.Width * image.Height * image.Channels)
            throw new ArgumentException($"an image of {image.Width}x{image.Height}x{image.Channels} with {image.Pixels.Length} bytes of pixels", nameof(image));

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
        (header[8], header[9]) = (8, image.Channels == 1 ? Grey : Rgb);

        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n']);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(Filter(image)));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>Encodes an image into a file.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="image">The image.</param>
    public static void Write(string path, Raster image) => Durable.WriteFile(path, Encode(image));

    /// <summary>Each row's differences from the row above, behind a byte that names
    /// this filter: enlarged pixels then compress to next to nothing.</summary>
    private static byte[] Filter(Raster image)
    {
        var stride = image.Width * image.Channels;
        var filtered = new byte[image.Height * (stride + 1)];
        for (var row = 0; row < image.Height; row++)
        {
            filtered[row * (stride + 1)] = FilterUp;
            for (var k = 0; k < stride; k++)
                filtered[row * (stride + 1) + 1 + k] = (byte)(image.Pixels[row * stride + k] - (row == 0 ? 0 : image.Pixels[(row - 1) * stride + k]));
        }
        return filtered;
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize)) zlib.Write(bytes);
        return compressed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        var sum = new Crc32();
        sum.Append(type);
        sum.Append(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, sum.GetCurrentHashAsUInt32());
        file.Write(number);
    }
}
