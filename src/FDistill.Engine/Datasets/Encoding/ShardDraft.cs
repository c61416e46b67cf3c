using System.Text.Json;
using FDistill.Datasets;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Engine.Datasets.Encoding;

/// <summary>A shard of encoded records that is being filled.</summary>
/// <param name="type">The numbers that latents and encodings are stored in.</param>
internal sealed class ShardDraft(ScalarType type) : IDisposable
{
    private readonly Dictionary<string, List<Tensor>> rows = [];
    private readonly List<string> captions = [], ids = [];

    /// <summary>How many records it holds.</summary>
    public int Records { get; private set; }

    /// <summary>Adds records.</summary>
    /// <param name="batch">The records.</param>
    /// <param name="moments">Their latents' moments.</param>
    /// <param name="encodings">What is expensive of their conditions.</param>
    public void Add(DataBatch batch, Tensor moments, IReadOnlyDictionary<string, Tensor> encodings)
    {
        using var scope = NewDisposeScope();
        Keep(EncodedShard.Moments, moments.to(type));
        foreach (var (name, tensor) in encodings) Keep(EncodedShard.Encodings + name, tensor.to(type));
        if (batch.Labels is { } labels) Keep(EncodedShard.Labels, labels);
        if (batch.OriginalSizes is { } sizes) Keep(EncodedShard.OriginalSizes, Pairs(sizes));
        if (batch.Crops is { } crops) Keep(EncodedShard.Crops, Pairs(crops));
        captions.AddRange(batch.Captions ?? []);
        ids.AddRange(batch.Ids ?? []);
        Records += (int)batch.Count;
    }

    /// <summary>Writes the shard whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="files">Writes it.</param>
    /// <param name="facts">Further facts about it.</param>
    public void Write(string path, IWeightFiles files, IReadOnlyDictionary<string, string> facts)
    {
        using var scope = NewDisposeScope();
        var metadata = new Dictionary<string, string>(facts);
        if (captions.Count > 0) metadata.Add(EncodedShard.Captions, JsonSerializer.Serialize(captions));
        if (ids.Count > 0) metadata.Add(EncodedShard.Ids, JsonSerializer.Serialize(ids));
        files.Write(path, [.. rows.Select(pair => KeyValuePair.Create(pair.Key, cat([.. pair.Value], 0)))], metadata);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in rows.Values.SelectMany(list => list)) tensor.Dispose();
    }

    private void Keep(string name, Tensor tensor)
    {
        if (!rows.TryGetValue(name, out var list)) rows.Add(name, list = []);
        list.Add(tensor.cpu().clone().DetachFromDisposeScope());
    }

    private static Tensor Pairs(IReadOnlyList<(int First, int Second)> pairs) =>
        tensor(pairs.SelectMany(pair => new long[] { pair.First, pair.Second }).ToArray(), [pairs.Count, 2], dtype: int64, device: CPU);
}
