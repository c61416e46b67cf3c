using System.Buffers.Binary;
using System.IO.Compression;

namespace FDistill.Plugins.Datasets.Mnist;

/// <summary>An array of bytes in the IDX format of MNIST: two zeros, the type,
/// the number of dimensions, each size as a big-endian int32, the data.</summary>
/// <param name="Path">The file it was read from.</param>
/// <param name="Sizes">The size of every dimension, the slowest first.</param>
/// <param name="Data">The entries.</param>
internal sealed record IdxFile(string Path, int[] Sizes, byte[] Data)
{
    private const byte UnsignedByte = 0x08;

    /// <summary>Reads a file, decompressing it where it begins as gzip does.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dimensions">How many dimensions are expected: 3 for images, 1 for labels.</param>
    /// <exception cref="InvalidDataException">The file is of another
    /// format, damaged or cut short; the message names it.</exception>
    public static IdxFile Read(string path, int dimensions)
    {
        var bytes = Decompress(path);
        if (bytes.Length < 4 || bytes[0] != 0 || bytes[1] != 0)
            throw new InvalidDataException($"'{path}' is no IDX file: it begins with {Hex(bytes)}, expected 00 00 08 {dimensions:x2}.");
        if (bytes[2] != UnsignedByte || bytes[3] != dimensions)
            throw new InvalidDataException($"'{path}' holds entries of type {bytes[2]:x2} in {bytes[3]} dimensions; expected unsigned bytes (08) in {dimensions}.");

        var header = 4 + 4 * dimensions;
        if (bytes.Length < header) throw new InvalidDataException($"'{path}' is cut short: {bytes.Length} bytes, the header alone has {header}.");
        var sizes = Enumerable.Range(1, dimensions).Select(k => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 * k))).ToArray();
        var expected = sizes.Aggregate(1L, (product, size) => product * size);
        if (sizes.Any(size => size < 1) || bytes.Length - header != expected)
            throw new InvalidDataException($"'{path}' is damaged: its header says {string.Join("x", sizes)} entries, {bytes.Length - header} bytes follow.");
        return new IdxFile(path, sizes, bytes[header..]);
    }

    private static byte[] Decompress(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes is not [0x1f, 0x8b, ..]) return bytes;
        using var plain = new MemoryStream();
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            gzip.CopyTo(plain);
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException($"'{path}' is damaged: {damage.Message}", damage);
        }
        return plain.ToArray();
    }

    private static string Hex(byte[] bytes) => bytes.Length == 0 ? "nothing" : string.Join(' ', bytes.Take(4).Select(value => value.ToString("x2")));
}
