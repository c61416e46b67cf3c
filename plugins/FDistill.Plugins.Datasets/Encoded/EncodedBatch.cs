using FDistill.Datasets;
using FDistill.Plugins.Datasets.Streams;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Encoded;

/// <summary>A batch of encoded records that are being read.</summary>
/// <param name="shards">Where they are read.</param>
/// <param name="places">Which.</param>
internal sealed class EncodedBatch(EncodedShards shards, IReadOnlyList<RecordPlace> places) : IBatchInProgress
{
    private readonly Dictionary<string, Tensor>?[] rows = new Dictionary<string, Tensor>?[places.Count];

    /// <inheritdoc/>
    public int Count => places.Count;

    /// <inheritdoc/>
    public void Read(int index)
    {
        using var scope = NewDisposeScope();
        var (shard, row) = shards.Find(places[index].Record);
        rows[index] = shard.File.Entries.ToDictionary(entry => entry.Name, entry => Numbers(shard.File.ReadRows(entry.Name, row, 1)).DetachFromDisposeScope());
    }

    /// <inheritdoc/>
    public DataBatch Finish()
    {
        var together = rows[0]!.Keys.ToDictionary(name => name, name => cat([.. rows.Select(row => row![name])], 0));
        foreach (var tensor in rows.SelectMany(row => row!.Values)) tensor.Dispose();
        var encodings = together.Where(pair => pair.Key.StartsWith(EncodedShard.Encodings, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[EncodedShard.Encodings.Length..], pair => pair.Value);
        return new DataBatch
        {
            Count = Count,
            LatentMoments = together[EncodedShard.Moments],
            Encodings = encodings.Count > 0 ? encodings : null,
            Labels = together.GetValueOrDefault(EncodedShard.Labels),
            OriginalSizes = Pairs(together, EncodedShard.OriginalSizes),
            Crops = Pairs(together, EncodedShard.Crops),
            Captions = Texts(shard => shard.Captions),
            Ids = Texts(shard => shard.Ids),
        };
    }

    /// <summary>float32 whatever was stored; whole numbers stay.</summary>
    private static Tensor Numbers(Tensor stored) => stored.dtype == ScalarType.Int64 ? stored : stored.to(ScalarType.Float32);

    private static IReadOnlyList<(int First, int Second)>? Pairs(Dictionary<string, Tensor> together, string name)
    {
        if (!together.TryGetValue(name, out var tensor)) return null;
        var numbers = tensor.data<long>().ToArray();
        return [.. numbers.Chunk(2).Select(pair => ((int)pair[0], (int)pair[1]))];
    }

    private List<string>? Texts(Func<OpenShard, IReadOnlyList<string>?> texts)
    {
        var found = places.Select(place => shards.Find(place.Record)).Select(one => texts(one.Shard)?[one.Row]).ToList();
        return found.Contains(null) ? null : found.ConvertAll(text => text!);
    }
}
