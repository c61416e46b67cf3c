using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace FDistill.Plugins.Datasets.Archives;

/// <summary>Reads the directory at the end of a zip file (PKWARE APPNOTE
/// 6.3, 4.3.12 – 4.3.16), with or without the 64-bit extension.</summary>
/// <param name="path">The file's name, for errors.</param>
/// <param name="file">The file.</param>
internal sealed class ZipDirectory(string path, SafeFileHandle file)
{
    private const uint EndSignature = 0x06054b50, LargeLocatorSignature = 0x07064b50, LargeEndSignature = 0x06064b50, EntrySignature = 0x02014b50;
    private const int EndLength = 22, LargeLocatorLength = 20, LargeEndLength = 56, EntryLength = 46, LongestComment = ushort.MaxValue;
    private const ushort LargeExtra = 1;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly long length = RandomAccess.GetLength(file);

    /// <summary>All files; folders are left out.</summary>
    /// <exception cref="InvalidDataException">The file is no zip, or damaged.</exception>
    public List<ZipEntry> Read()
    {
        var (count, size, start) = Find();
        if (size < 0 || start < 0 || size > Array.MaxLength || size > length - start) throw Damaged($"its directory of {size} bytes at byte {start} is not in its {length} bytes");
        var directory = Bytes(start, (int)size);
        var entries = new List<ZipEntry>();
        var at = 0;
        for (long n = 0; n < count; n++)
        {
            if (at + EntryLength > directory.Length || Number(directory, at, 4) != EntrySignature) throw Damaged($"its directory ends after {n} of {count} entries");
            int Size(int field) => (int)Number(directory, at + field, 2);
            var next = at + EntryLength + Size(28) + Size(30) + Size(32);
            if (next > directory.Length) throw Damaged($"its directory ends within entry {n}");
            var name = Name(directory.AsSpan(at + EntryLength, Size(28)), n);
            if (!name.EndsWith('/')) entries.Add(Entry(name, directory.AsSpan(at), directory.AsSpan(at + EntryLength + Size(28), Size(30))));
            at = next;
        }

        return entries;
    }

    private (long Count, long Size, long Start) Find()
    {
        var tail = Bytes(Math.Max(0, length - EndLength - LongestComment), (int)Math.Min(length, EndLength + LongestComment));
        var end = tail.Length - EndLength;
        while (end >= 0 && (Number(tail, end, 4) != EndSignature || end + EndLength + (int)Number(tail, end + 20, 2) != tail.Length)) end--;
        if (end < 0) throw new InvalidDataException($"'{path}' is no zip file, or is cut short: it has no directory at its end.");
        var (count, size, start) = (Number(tail, end + 10, 2), Number(tail, end + 12, 4), Number(tail, end + 16, 4));

        var locator = end - LargeLocatorLength;
        if (locator < 0 || Number(tail, locator, 4) != LargeLocatorSignature) return (count, size, start);
        var at = Number(tail, locator + 8, 8);
        if (at < 0 || at > length - LargeEndLength) throw Damaged("its 64-bit directory is not in it");
        var large = Bytes(at, LargeEndLength);
        return Number(large, 0, 4) == LargeEndSignature
            ? (Number(large, 32, 8), Number(large, 40, 8), Number(large, 48, 8))
            : throw Damaged("its 64-bit directory is not where it says");
    }

    private ZipEntry Entry(string name, ReadOnlySpan<byte> entry, ReadOnlySpan<byte> extra)
    {
        var (packed, whole, header) = (Number(entry, 20, 4), Number(entry, 24, 4), Number(entry, 42, 4));
        for (; extra.Length >= 4; extra = extra[(4 + (int)Number(extra, 2, 2))..])
        {
            var size = (int)Number(extra, 2, 2);
            if (4 + size > extra.Length) throw Damaged($"the entry '{name}' is cut short");
            if (Number(extra, 0, 2) != LargeExtra) continue;
            var large = extra.Slice(4, size);
            if (whole == uint.MaxValue) whole = Next(ref large);
            if (packed == uint.MaxValue) packed = Next(ref large);
            if (header == uint.MaxValue) header = Next(ref large);
        }

        if (packed < 0 || whole < 0 || header < 0 || header > length) throw Damaged($"the entry '{name}' of {packed} bytes at byte {header} is not in its {length} bytes");
        return new ZipEntry(name, (ushort)Number(entry, 10, 2), (entry[8] & 1) != 0, packed, whole, header);

        long Next(ref ReadOnlySpan<byte> large)
        {
            if (large.Length < 8) throw Damaged($"the entry '{name}' is cut short");
            var number = Number(large, 0, 8);
            large = large[8..];
            return number;
        }
    }

    private string Name(ReadOnlySpan<byte> bytes, long entry)
    {
        try
        {
            return StrictUtf8.GetString(bytes).Replace('\\', '/');
        }
        catch (DecoderFallbackException failure)
        {
            throw new InvalidDataException($"'{path}': the name of entry {entry}, {Convert.ToHexString(bytes)}, is not UTF-8: rename the file and pack anew.", failure);
        }
    }

    private byte[] Bytes(long start, int count)
    {
        var bytes = new byte[count];
        return RandomAccess.Read(file, bytes, start) == count ? bytes : throw Damaged($"it cannot be read at byte {start}");
    }

    private InvalidDataException Damaged(string how) => new($"'{path}' is damaged: {how}.");

    private static long Number(ReadOnlySpan<byte> bytes, int at, int size) => size switch
    {
        2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]),
        _ => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]),
    };
}
