using FDistill.Datasets;
using FDistill.Plugins.Datasets.Streams;

namespace FDistill.Plugins.Datasets.WebDataset;

/// <summary>Which shards a process reads, window by window; those of a window are read by turns.</summary>
/// <remarks>All processes know the same order of the shards, a new one for every epoch;
/// of it process r of w takes the places r, r + w, …, or all of them where samples
/// are split. Without a seed there is one epoch, in the order stored, a shard a window.</remarks>
internal sealed class ShardWindows
{
    private readonly int shards, world, rank, size;
    private readonly long share;
    private readonly ShuffledOrder? shuffled;

    /// <summary>Shares the shards.</summary>
    /// <param name="shards">How many there are.</param>
    /// <param name="options">How they are shared, and how many make a window.</param>
    /// <param name="request">Which process this is, and the seed.</param>
    /// <exception cref="ArgumentException">The request contradicts itself.</exception>
    /// <exception cref="InvalidDataException">There are fewer shards than processes.</exception>
    public ShardWindows(int shards, WebDatasetOptions options, DataRequest request)
    {
        if (request.Rank < 0 || request.Rank >= request.World)
            throw new ArgumentException($"rank {request.Rank} is not one of the {request.World} processes 0 … {request.World - 1}", nameof(request));
        if (options.Split == ShardSplit.Shards && shards < request.World)
            throw new InvalidDataException($"'{options.Shards}' has {shards} shards, fewer than the {request.World} processes of this run: set 'split' to 'samples', or make smaller shards.");
        this.shards = shards;
        (rank, world) = options.Split == ShardSplit.Shards ? (request.Rank, request.World) : (0, 1);
        share = (shards - rank + world - 1) / world;
        size = request.Seed is null ? 1 : options.Interleave;
        if (request.Seed is { } seed) shuffled = new ShuffledOrder(shards, seed);
    }

    /// <summary>How many windows an epoch has.</summary>
    public long PerEpoch => (share + size - 1) / size;

    /// <summary>The shards of a window.</summary>
    /// <param name="window">Counted from the start of epoch 0.</param>
    /// <returns>Their numbers; none after a pass without a seed.</returns>
    public IReadOnlyList<int> Of(long window)
    {
        var (epoch, first) = (window / PerEpoch, window % PerEpoch * size);
        if (shuffled is null && epoch > 0) return [];
        return [.. Enumerable.Range(0, (int)Math.Min(size, share - first)).Select(step => (first + step) * world + rank)
            .Select(place => (int)(shuffled is null ? place : shuffled[epoch * shards + place]))];
    }
}
