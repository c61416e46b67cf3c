using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using FDistill.Formats.Files;

namespace FDistill.Formats.Pickles;

/// <summary>The bytes of a pickle, read through a small window: what is large stays in the file.</summary>
/// <param name="file">The file.</param>
/// <param name="start">Where the pickle begins.</param>
/// <param name="end">Where its part of the file ends.</param>
internal sealed class PickleInput(ReadableFile file, long start, long end)
{
    private const int Window = 1 << 12;

    /// <summary>As long as a text of a file of weights may be; the
    /// longest are the source files that EDM's pickles carry.</summary>
    private const long LongestText = 1 << 24;

    /// <summary>As long as all its texts together may be.</summary>
    private const long AllTexts = 1 << 26;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] window = new byte[Window];
    private long windowStart, windowEnd, texts;

    /// <summary>Where in the file the next byte lies.</summary>
    public long Position { get; private set; } = start;

    /// <summary>The next byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>An unsigned number of 2 bytes.</summary>
    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>A signed number of 4 bytes.</summary>
    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>An unsigned number of 4 bytes.</summary>
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>A number of 8 bytes.</summary>
    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>A float64, the most significant byte first.</summary>
    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>A whole number of any length, as small a type as holds it.</summary>
    /// <param name="length">How many bytes it has.</param>
    public object Whole(long length)
    {
        if (length is < 0 or > 255) throw new FormatException($"a whole number of {length} bytes");
        var number = new BigInteger(Take((int)length));
        return number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : number;
    }

    /// <summary>A text in UTF-8.</summary>
    /// <param name="length">How many bytes it has.</param>
    public string Text(long length) => Utf8.GetString(TextBytes(length));

    /// <summary>A text of Python 2: one byte a character.</summary>
    /// <param name="length">How many bytes it has.</param>
    public string OldText(long length) => Encoding.Latin1.GetString(TextBytes(length));

    /// <summary>A text up to the end of its line.</summary>
    public string Line()
    {
        var line = new List<byte>();
        for (var next = Byte(); next != '\n'; next = Byte())
        {
            line.Add(next);
            if (line.Count > 1000) throw new FormatException("a name of more than 1000 bytes");
        }
        return Utf8.GetString([.. line]);
    }

    /// <summary>Bytes, which stay where they are.</summary>
    /// <param name="length">How many.</param>
    public PickleBytes Bytes(long length)
    {
        CheckLeft(length);
        var bytes = new PickleBytes(file, Position, length);
        Position += length;
        return bytes;
    }

    private byte[] TextBytes(long length)
    {
        CheckLeft(length);
        texts += length;
        if (length > LongestText || texts > AllTexts) throw new FormatException($"texts of {texts} bytes; a file of weights has no more than {AllTexts}, and none above {LongestText}");
        var bytes = new byte[length];
        file.Read(Position, bytes);
        Position += length;
        return bytes;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        CheckLeft(count);
        if (Position < windowStart || Position + count > windowEnd)
        {
            windowStart = Position;
            windowEnd = Math.Min(end, Position + Window);
            file.Read(windowStart, window.AsSpan(0, (int)(windowEnd - windowStart)));
        }
        var taken = window.AsSpan((int)(Position - windowStart), count);
        Position += count;
        return taken;
    }

    private void CheckLeft(long count)
    {
        if (count < 0 || count > end - Position) throw new FormatException($"{(ulong)count} bytes were expected, {end - Position} are left");
    }
}
