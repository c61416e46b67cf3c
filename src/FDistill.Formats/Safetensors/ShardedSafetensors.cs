using System.Text.Json;
using FDistill.Formats.Json;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Formats.Safetensors;

/// <summary>Safetensors files that together hold one network; an index
/// (<c>NAME.safetensors.index.json</c>) says which tensor lies in which.</summary>
internal sealed class ShardedSafetensors : ITensorSource
{
    private const string FilesKey = "weight_map", MetadataKey = "metadata";

    private const long LargestIndex = 100_000_000;

    private readonly Dictionary<string, SafetensorsSource> shards = [];
    private readonly Dictionary<string, string> shardOf;

    /// <summary>Opens all files that an index names.</summary>
    /// <param name="path">The index.</param>
    /// <exception cref="InvalidDataException">The index cannot be read, or does not fit its files.</exception>
    public ShardedSafetensors(string path)
    {
        (shardOf, Metadata) = ReadIndex(path);
        try
        {
            foreach (var name in shardOf.Values.Distinct()) shards.Add(name, SafetensorsSource.Open(Beside(path, name)));
            Entries = [.. shards.SelectMany(shard => shard.Value.Entries.Where(entry => shardOf.GetValueOrDefault(entry.Name) == shard.Key))];
            Check(path);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TensorEntry> Entries { get; }

    /// <summary>Facts about the whole.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <inheritdoc/>
    public Tensor Read(string name) => shards[shardOf[name]].Read(name);

    /// <inheritdoc/>
    public Tensor ReadRows(string name, long start, long count) => shards[shardOf[name]].ReadRows(name, start, count);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var shard in shards.Values) shard.Dispose();
    }

    private static (Dictionary<string, string> Files, Dictionary<string, string> Metadata) ReadIndex(string path)
    {
        if (new FileInfo(path).Length > LargestIndex) throw new InvalidDataException($"'{path}' is no index of safetensors files: it has more than {LargestIndex} bytes");
        try
        {
            using var json = StrictJson.Parse(File.ReadAllBytes(path));
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty(FilesKey, out var map) || map.ValueKind != JsonValueKind.Object
                || map.EnumerateObject().Any(entry => entry.Value.ValueKind != JsonValueKind.String))
                throw new InvalidDataException($"'{path}' is no index of safetensors files: '{FilesKey}', a map from names to files, was expected in it");
            var facts = json.RootElement.TryGetProperty(MetadataKey, out var metadata) && metadata.ValueKind == JsonValueKind.Object
                ? metadata.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.ToString())
                : [];
            return (map.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!), facts);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"'{path}' is no index of safetensors files: {error.Message}", error);
        }
    }

    private static string Beside(string path, string name)
    {
        if (name != Path.GetFileName(name)) throw new InvalidDataException($"'{path}' names the file '{name}'; a file beside the index was expected");
        var file = Path.Combine(Path.GetDirectoryName(path) ?? "", name);
        return File.Exists(file) ? file : throw new InvalidDataException($"'{path}' names the file '{name}', which is not beside it; fetch all files of the network into one folder");
    }

    private void Check(string path)
    {
        var problems = shardOf.Where(pair => !shards[pair.Value].Entries.Any(entry => entry.Name == pair.Key)).Select(pair => $"not in {pair.Value}: {pair.Key}")
            .Concat(shards.SelectMany(shard => shard.Value.Entries.Where(entry => !shardOf.ContainsKey(entry.Name)).Select(entry => $"in {shard.Key}, but not in the index: {entry}")))
            .ToList();
        if (problems.Count > 0) throw new InvalidDataException($"'{path}' does not fit its files:{string.Concat(problems.Select(line => $"\n  {line}"))}");
    }
}
