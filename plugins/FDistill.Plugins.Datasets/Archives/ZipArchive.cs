using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace FDistill.Plugins.Datasets.Archives;

/// <summary>The files in a zip, stored or deflated.</summary>
/// <remarks>The runtime's reader serves one thread at a time; this
/// one reads at any place at any time, without a lock.</remarks>
internal sealed class ZipArchive : IFileArchive
{
    private const uint HeaderSignature = 0x04034b50;
    private const int HeaderLength = 30, BestCompression = 1032;
    private const ushort Stored = 0, Deflated = 8;

    private readonly SafeFileHandle file;
    private readonly Dictionary<string, ZipEntry> entries;

    /// <summary>Reads the directory.</summary>
    /// <exception cref="InvalidDataException">The file is no zip, is
    /// damaged, holds a name twice, or one that is not safe.</exception>
    public ZipArchive(string path)
    {
        Path = path;
        file = File.OpenHandle(path, options: FileOptions.RandomAccess);
        try
        {
            var found = new ZipDirectory(path, file).Read();
            entries = new Dictionary<string, ZipEntry>(found.Count, StringComparer.Ordinal);
            foreach (var entry in found)
            {
                FileArchive.CheckName(path, entry.Name);
                if (!entries.TryAdd(entry.Name, entry)) throw new InvalidDataException($"'{path}' holds '{entry.Name}' twice.");
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }

        Names = [.. entries.Keys.Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public byte[] Read(string name)
    {
        var entry = entries[name];
        if (entry.IsEncrypted) throw Damaged(name, "it is encrypted; expected a plain one");
        if (entry.Method is not (Stored or Deflated)) throw Damaged(name, $"it is packed by method {entry.Method}; expected stored (0) or deflated (8)");
        if (entry.Method == Stored ? entry.Packed != entry.Length : entry.Length / BestCompression > entry.Packed)
            throw Damaged(name, $"{entry.Packed} bytes cannot hold the {entry.Length} that its directory says");
        if (entry.Packed > RandomAccess.GetLength(file)) throw Damaged(name, $"its directory gives it {entry.Packed} bytes, more than the whole file has");
        if (entry.Packed > Array.MaxLength) throw Damaged(name, $"it takes {entry.Packed} bytes; more than {Array.MaxLength} are not read");
        if (entry.Length > Array.MaxLength) throw Damaged(name, $"it has {entry.Length} bytes; more than {Array.MaxLength} are not read");

        var packed = Bytes(name, Content(entry), (int)entry.Packed);
        return entry.Method == Stored ? packed : Inflate(name, packed, (int)entry.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    /// <summary>Where a file's bytes begin: behind its own header, whose size only that header states.</summary>
    private long Content(ZipEntry entry)
    {
        var header = Bytes(entry.Name, entry.Header, HeaderLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != HeaderSignature) throw Damaged(entry.Name, $"its header is not at byte {entry.Header}");
        return entry.Header + HeaderLength + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26)) + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
    }

    private byte[] Inflate(string name, byte[] packed, int length)
    {
        var content = new byte[length];
        try
        {
            using var stream = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
            if (stream.ReadAtLeast(content, length, throwOnEndOfStream: false) == length && stream.ReadByte() < 0) return content;
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"'{Path}', '{name}' is damaged: {failure.Message}", failure);
        }

        throw Damaged(name, $"it does not hold the {length} bytes that its directory says");
    }

    private byte[] Bytes(string name, long start, int count)
    {
        if (start < 0 || count > RandomAccess.GetLength(file) - start) throw Damaged(name, "the file ends before it does");
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var more = RandomAccess.Read(file, bytes.AsSpan(read), start + read);
            if (more == 0) throw Damaged(name, "the file ends before it does");
            read += more;
        }

        return bytes;
    }

    private InvalidDataException Damaged(string name, string how) => new($"'{Path}', '{name}' is damaged: {how}.");
}
