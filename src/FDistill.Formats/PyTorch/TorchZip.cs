using System.Text;
using System.Text.Json;
using FDistill.Formats.Files;
using FDistill.Formats.Pickles;
using static TorchSharp.torch;

namespace FDistill.Formats.PyTorch;

/// <summary>The format of <c>torch.save</c> since version 1.6: a zip
/// archive with a pickle and one entry for each storage.</summary>
internal sealed class TorchZip : ITorchStorages
{
    /// <summary>The pickle's name in the archive's only folder.</summary>
    public const string PickleName = "data.pkl";

    /// <summary>Where this project keeps what a file of tensors
    /// has no other place for; PyTorch passes over it.</summary>
    public const string MetadataName = "extra/metadata.json";

    private const long LargestMetadata = 1 << 26;

    private readonly ReadableFile file;
    private readonly Dictionary<string, ZipEntry> entries;
    private readonly Dictionary<string, TensorStorage> named = [];
    private readonly PickledStorages pickled = new();
    private readonly string folder;

    private TorchZip(ReadableFile file)
    {
        this.file = file;
        entries = ZipDirectory.Read(file).ToDictionary(entry => entry.Name);
        var pickles = entries.Keys.Where(name => name.EndsWith($"/{PickleName}", StringComparison.Ordinal) && name.Count(letter => letter == '/') == 1).ToList();
        if (pickles.Count != 1) throw ZipDirectory.Damaged(file, $"one folder with a '{PickleName}' was expected in it; found {pickles.Count}");
        folder = pickles[0][..^PickleName.Length];
        CheckByteOrder();
    }

    /// <summary>The first bytes of such a file.</summary>
    public static ReadOnlySpan<byte> Beginning => "PK\x03\x04"u8;

    /// <summary>Reads a file.</summary>
    /// <returns>The pickle's value, whose tensors know where their
    /// numbers lie, and what else the writer said.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static (object? Value, IReadOnlyDictionary<string, string> Metadata) Read(ReadableFile file)
    {
        var zip = new TorchZip(file);
        var pickle = zip.entries[zip.folder + PickleName];
        return (new PickleReader(file, pickle.Start, pickle.End, new TorchVocabulary(zip)).Read(), zip.Metadata());
    }

    /// <inheritdoc/>
    public TensorStorage Named(string key, ScalarType type, long count)
    {
        if (!entries.TryGetValue($"{folder}data/{key}", out var entry)) throw new FormatException($"storage '{key}', which is not in the archive");
        if (!named.TryGetValue(key, out var storage)) named.Add(key, storage = new TensorStorage(type, count) { Start = entry.Start });
        if (storage.Type != type || storage.Count != count) throw new FormatException($"storage '{key}' is described in two ways");
        if (count > entry.Length / TorchTypes.Bytes(type)) throw new FormatException($"storage '{key}' of {count} numbers, but it has {entry.Length} bytes");
        return storage;
    }

    /// <inheritdoc/>
    public TensorStorage Within(PickleBytes bytes) => pickled.Within(bytes);

    private void CheckByteOrder()
    {
        if (!entries.TryGetValue($"{folder}byteorder", out var entry)) return;
        var bytes = new byte[Math.Min(entry.Length, 16)];
        file.Read(entry.Start, bytes);
        var order = Encoding.UTF8.GetString(bytes);
        if (order != "little") throw ZipDirectory.Damaged(file, $"its byteorder is '{order}'; 'little' was expected");
    }

    private Dictionary<string, string> Metadata()
    {
        if (!entries.TryGetValue(folder + MetadataName, out var entry) || entry.Length > LargestMetadata) return [];
        var json = new byte[entry.Length];
        file.Read(entry.Start, json);
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
        }
        catch (JsonException error)
        {
            throw ZipDirectory.Damaged(file, $"its {MetadataName} is no map of texts ({error.Message})");
        }
    }
}
