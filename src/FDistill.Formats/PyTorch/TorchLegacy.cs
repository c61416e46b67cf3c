using System.Buffers.Binary;
using System.Numerics;
using FDistill.Formats.Files;
using FDistill.Formats.Pickles;

namespace FDistill.Formats.PyTorch;

/// <summary>The format of <c>torch.save</c> before version 1.6: a magic number, the version,
/// facts about the machine, the pickle, the storages' keys, the storages.</summary>
internal static class TorchLegacy
{
    /// <summary>The first pickle of such a file: the magic number.</summary>
    public static ReadOnlySpan<byte> Beginning => [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];

    private const long Version = 1001;
    private static readonly BigInteger Magic = BigInteger.Parse("119547037146038801333356", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads such a file, or a part of a file that is like one.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="length">How long it is.</param>
    /// <returns>The pickle's value; its tensors know where their numbers lie.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static object? Read(ReadableFile file, long start, long length)
    {
        var storages = new LegacyStorages();
        var reader = new PickleReader(file, start, start + length, new TorchVocabulary(storages));
        if (reader.Read() is not BigInteger magic || magic != Magic) throw Damaged(file, start, "the magic number of PyTorch was expected");
        if (reader.Read() is not Version) throw Damaged(file, start, $"version {Version} of the format was expected");
        if (reader.Read() is not PickleDictionary machine || !machine.TryGet("little_endian", out var little) || little is not true)
            throw Damaged(file, start, "numbers with the least significant byte first were expected");
        var value = reader.Read();
        if (reader.Read() is not PickleSequence keys) throw Damaged(file, reader.Position, "the list of storages was expected before it");
        Place(file, storages, keys, reader.Position, start + length);
        return value;
    }

    private static void Place(ReadableFile file, LegacyStorages storages, PickleSequence keys, long position, long end)
    {
        Span<byte> prefix = stackalloc byte[sizeof(long)];
        foreach (var key in keys.Items)
        {
            if (key is not string name || !storages.All.TryGetValue(name, out var storage) || storage.Start is not null)
                throw Damaged(file, position, $"storage {PickleValues.Describe(key)} belongs to no tensor, or is there twice");
            if (position + prefix.Length > end) throw Damaged(file, position, $"storage '{name}' was expected, but the file ends");
            file.Read(position, prefix);
            var count = BinaryPrimitives.ReadInt64LittleEndian(prefix);
            position += prefix.Length;
            if (count != storage.Count) throw Damaged(file, position, $"storage '{name}' has {count} numbers, {storage.Count} were expected");
            if (count > (end - position) / TorchTypes.Bytes(storage.Type)) throw Damaged(file, position, $"storage '{name}' of {count} numbers was expected, but the file ends at {end}");
            storage.Start = position;
            position += storage.Bytes;
        }
        var missing = storages.All.Where(pair => pair.Value.Start is null).Select(pair => pair.Key).ToList();
        if (missing.Count > 0) throw Damaged(file, position, $"storages are missing: {string.Join(", ", missing)}");
    }

    private static InvalidDataException Damaged(ReadableFile file, long place, string expected) => new($"'{file.Path}' cannot be read at byte {place}: {expected}");
}
