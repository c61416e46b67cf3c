using System.Buffers.Binary;
using System.Text;
using FDistill.Formats.Files;

namespace FDistill.Formats.PyTorch;

/// <summary>What lies where in a zip archive. Only stored entries are known here:
/// PyTorch writes no others, and their bytes can be read at any place.</summary>
internal static class ZipDirectory
{
    private const uint Signature = 0x02014b50, LocalSignature = 0x04034b50;
    private const int Bytes = 46, LocalBytes = 30, ExtraHeaderBytes = 4;
    private const int Zip64Extra = 1;

    /// <summary>Reads the directory at the end of an archive, and
    /// compares it with what stands before each entry.</summary>
    /// <exception cref="InvalidDataException">The archive is cut off or damaged,
    /// or its entries are compressed, encrypted or overlap.</exception>
    public static IReadOnlyList<ZipEntry> Read(ReadableFile file)
    {
        var (start, length) = ZipEnd.FindDirectory(file);
        var directory = new byte[length];
        file.Read(start, directory);

        var entries = new List<ZipEntry>();
        for (var place = 0; place < length;)
        {
            var (entry, bytes) = Entry(file, directory.AsSpan(place), start);
            entries.Add(entry);
            place += bytes;
        }
        CheckApart(file, entries);
        return entries;
    }

    /// <summary>An error that names the file.</summary>
    public static InvalidDataException Damaged(ReadableFile file, string found) => new($"'{file.Path}' is not a whole PyTorch file (a zip archive): {found}");

    private static (ZipEntry Entry, int Bytes) Entry(ReadableFile file, ReadOnlySpan<byte> record, long directoryStart)
    {
        if (record.Length < Bytes || BinaryPrimitives.ReadUInt32LittleEndian(record) != Signature) throw Damaged(file, "its directory is damaged");
        int nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(record[28..]), extraBytes = BinaryPrimitives.ReadUInt16LittleEndian(record[30..]);
        var whole = Bytes + nameBytes + extraBytes + BinaryPrimitives.ReadUInt16LittleEndian(record[32..]);
        if (whole > record.Length) throw Damaged(file, "its directory is damaged");

        var name = Encoding.UTF8.GetString(record.Slice(Bytes, nameBytes));
        if ((BinaryPrimitives.ReadUInt16LittleEndian(record[8..]) & 1) != 0) throw Damaged(file, $"'{name}' is encrypted");
        if (BinaryPrimitives.ReadUInt16LittleEndian(record[10..]) != 0) throw Damaged(file, $"'{name}' is compressed, as torch.save never does; save the weights anew with it");

        // In this order a 64-bit number follows in the extra field for each that is too large for its 32 bits.
        long[] numbers = [BinaryPrimitives.ReadUInt32LittleEndian(record[24..]), BinaryPrimitives.ReadUInt32LittleEndian(record[20..]), BinaryPrimitives.ReadUInt32LittleEndian(record[42..])];
        Widen(numbers, record.Slice(Bytes + nameBytes, extraBytes));
        var (length, stored, local) = (numbers[0], numbers[1], numbers[2]);
        if (length != stored) throw Damaged(file, $"'{name}' has {stored} bytes that are to become {length}");
        return (new ZipEntry(name, Start(file, name, local, length, directoryStart), length), whole);
    }

    private static void Widen(long[] numbers, ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= ExtraHeaderBytes)
        {
            int kind = BinaryPrimitives.ReadUInt16LittleEndian(extra), length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]), extra.Length - ExtraHeaderBytes);
            var content = extra.Slice(ExtraHeaderBytes, length);
            for (var i = 0; kind == Zip64Extra && i < numbers.Length && content.Length >= sizeof(long); i++)
            {
                if (numbers[i] != uint.MaxValue) continue;
                numbers[i] = BinaryPrimitives.ReadInt64LittleEndian(content);
                content = content[sizeof(long)..];
            }
            extra = extra[(ExtraHeaderBytes + length)..];
        }
    }

    private static long Start(ReadableFile file, string name, long local, long length, long directoryStart)
    {
        Span<byte> header = stackalloc byte[LocalBytes];
        if (local < 0 || length < 0 || local > directoryStart - header.Length) throw Damaged(file, $"'{name}' is said to lie at byte {local}");
        file.Read(local, header);
        var start = local + LocalBytes + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != LocalSignature || length > directoryStart - start)
            throw Damaged(file, $"'{name}' is said to lie at byte {local} and to have {length} bytes, which it does not");
        return start;
    }

    private static void CheckApart(ReadableFile file, List<ZipEntry> entries)
    {
        var names = new HashSet<string>();
        foreach (var entry in entries)
            if (!names.Add(entry.Name)) throw Damaged(file, $"two entries are named '{entry.Name}'");
        var ordered = entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.End).ToList();
        foreach (var (before, after) in ordered.Zip(ordered.Skip(1)))
            if (after.Start < before.End) throw Damaged(file, $"'{before.Name}' and '{after.Name}' overlap");
    }
}
