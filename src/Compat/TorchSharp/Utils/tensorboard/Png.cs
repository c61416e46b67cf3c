using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TorchSharp.Utils.tensorboard;

/// <summary>Writes 8-bit images as PNG: one channel is grey, two grey and alpha, three RGB, four RGB and alpha.</summary>
internal static class Png
{
    private static readonly byte[] s_signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];
    private static readonly byte[] s_colourTypes = [0, 4, 2, 6];
    private static readonly uint[] s_crcTable = [.. Enumerable.Range(0, 256).Select(CrcOfByte)];

    public static byte[] Encode(ReadOnlySpan<byte> pixels, int height, int width, int channels)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = s_colourTypes[channels - 1];

        using var png = new MemoryStream();
        png.Write(s_signature);
        WriteChunk(png, "IHDR", header);
        WriteChunk(png, "IDAT", Compress(pixels, height, width * channels));
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    /// <summary>Reads height, width and the number of channels from a PNG's header.</summary>
    public static (int height, int width, int channels) ReadHeader(ReadOnlySpan<byte> png)
    {
        if (png.Length < 26 || !png.StartsWith(s_signature)) throw new NotSupportedException("Image files are written to a log as PNG only.");
        const byte palette = 3;
        var channels = png[25] == palette ? 3 : Array.IndexOf(s_colourTypes, png[25]) + 1;
        return (BinaryPrimitives.ReadInt32BigEndian(png[20..]), BinaryPrimitives.ReadInt32BigEndian(png[16..]), channels);
    }

    // Every row begins with its filter: none.
    private static byte[] Compress(ReadOnlySpan<byte> pixels, int height, int rowLength)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            for (var row = 0; row < height; row++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(row * rowLength, rowLength));
            }
        }
        return compressed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, string kind, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        byte[] body = [.. Encoding.ASCII.GetBytes(kind), .. data];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        png.Write(number);
    }

    private static uint Crc(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data) crc = s_crcTable[(crc ^ value) & 0xff] ^ crc >> 8;
        return ~crc;
    }

    private static uint CrcOfByte(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? 0xedb88320 ^ crc >> 1 : crc >> 1;
        return crc;
    }
}
