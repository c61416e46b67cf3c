using System.Buffers.Binary;
using System.IO.Compression;

namespace FDistill.Plugins.Datasets.Tests.Support;

/// <summary>Writes IDX files.</summary>
internal static class Idx
{
    public static byte[] Bytes(int[] sizes, byte[] data, byte type = 0x08)
    {
        var bytes = new byte[4 + 4 * sizes.Length + data.Length];
        (bytes[2], bytes[3]) = (type, (byte)sizes.Length);
        for (var k = 0; k < sizes.Length; k++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + 4 * k), sizes[k]);
        data.CopyTo(bytes.AsSpan(4 + 4 * sizes.Length));
        return bytes;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return compressed.ToArray();
    }

    /// <summary>A folder of digits: the pixel p of image n is (31 n + p) mod 256, its label n mod 10.</summary>
    public static void WriteDigits(string folder, int count, string prefix = "train", string extension = "")
    {
        var images = new byte[count * 784];
        for (var k = 0; k < images.Length; k++) images[k] = (byte)(31 * (k / 784) + k % 784);
        var labels = Enumerable.Range(0, count).Select(n => (byte)(n % 10)).ToArray();
        Write("images-idx3-ubyte", Bytes([count, 28, 28], images));
        Write("labels-idx1-ubyte", Bytes([count], labels));

        void Write(string name, byte[] bytes) =>
            File.WriteAllBytes(Path.Combine(folder, $"{prefix}-{name}{extension}"), extension == ".gz" ? Gzip(bytes) : bytes);
    }
}
