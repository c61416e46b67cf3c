using System.Buffers.Binary;
using FDistill.Formats.Files;

namespace FDistill.Formats.PyTorch;

/// <summary>The record at the end of a zip archive, which says where its directory lies.</summary>
internal static class ZipEnd
{
    private const uint Signature = 0x06054b50, Zip64Signature = 0x06064b50, Zip64LocatorSignature = 0x07064b50;
    private const int Bytes = 22, Zip64LocatorBytes = 20, Zip64Bytes = 56;

    /// <summary>As large as a directory may be: about a million entries.</summary>
    private const long LargestDirectory = 1 << 26;

    /// <summary>Finds the directory.</summary>
    /// <exception cref="InvalidDataException">The archive is cut off or damaged.</exception>
    public static (long Start, int Length) FindDirectory(ReadableFile file)
    {
        var tail = new byte[Math.Min(file.Length, Bytes + ushort.MaxValue)];
        file.Read(file.Length - tail.Length, tail);
        for (var place = tail.Length - Bytes; place >= 0; place--)
        {
            var end = tail.AsSpan(place, Bytes);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) != Signature) continue;
            var (start, length) = Place(file, file.Length - tail.Length + place, end);
            if (start < 0 || length < 0 || length > LargestDirectory || start > file.Length - length)
                throw ZipDirectory.Damaged(file, $"its directory claims {length} bytes from byte {start} on");
            return (start, (int)length);
        }
        throw ZipDirectory.Damaged(file, "its directory, which is written last, is missing; the file was cut off");
    }

    private static (long Start, long Length) Place(ReadableFile file, long endStart, ReadOnlySpan<byte> end)
    {
        var (length, start) = (BinaryPrimitives.ReadUInt32LittleEndian(end[12..]), BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));
        return start == uint.MaxValue || length == uint.MaxValue || BinaryPrimitives.ReadUInt16LittleEndian(end[10..]) == ushort.MaxValue
            ? Zip64Place(file, endStart)
            : (start, length);
    }

    private static (long Start, long Length) Zip64Place(ReadableFile file, long endStart)
    {
        Span<byte> locator = stackalloc byte[Zip64LocatorBytes];
        Span<byte> record = stackalloc byte[Zip64Bytes];
        if (endStart < locator.Length) throw ZipDirectory.Damaged(file, "the place of its directory is missing");
        file.Read(endStart - locator.Length, locator);
        var place = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != Zip64LocatorSignature || place < 0 || place > endStart - record.Length)
            throw ZipDirectory.Damaged(file, "the place of its directory is missing");
        file.Read(place, record);
        if (BinaryPrimitives.ReadUInt32LittleEndian(record) != Zip64Signature) throw ZipDirectory.Damaged(file, "the place of its directory is missing");
        return (BinaryPrimitives.ReadInt64LittleEndian(record[48..]), BinaryPrimitives.ReadInt64LittleEndian(record[40..]));
    }
}
