using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TorchSharp.Modules.Tests.Support;

/// <summary>Reads 8-bit PNGs, enough of them for a test.</summary>
internal static class PngPixels
{
    public static byte[] FirstChannel(byte[] png)
    {
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        var channels = png[25] switch { 0 => 1, 4 => 2, 2 => 3, _ => 4 };
        var rows = Rows(png);
        var length = width * channels;
        var above = new byte[length];
        var result = new List<byte>();
        for (var y = 0; y < height; y++)
        {
            var filter = rows[y * (length + 1)];
            var row = rows.AsSpan(y * (length + 1) + 1, length).ToArray();
            for (var x = 0; x < length; x++)
            {
                var (left, corner) = x < channels ? (0, 0) : (row[x - channels], above[x - channels]);
                row[x] += (byte)Predict(filter, left, above[x], corner);
                if (x % channels == 0) result.Add(row[x]);
            }
            above = row;
        }
        return [.. result];
    }

    private static int Predict(byte filter, int left, int above, int corner) => filter switch
    {
        0 => 0,
        1 => left,
        2 => above,
        3 => (left + above) / 2,
        _ => Paeth(left, above, corner),
    };

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }

    private static byte[] Rows(byte[] png)
    {
        using var compressed = new MemoryStream();
        for (var position = 8; position < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(position));
            if (Encoding.ASCII.GetString(png, position + 4, 4) == "IDAT") compressed.Write(png, position + 8, length);
            position += 12 + length;
        }
        compressed.Position = 0;
        using var zlib = new ZLibStream(compressed, CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        return rows.ToArray();
    }
}
