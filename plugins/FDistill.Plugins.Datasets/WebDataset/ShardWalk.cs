using FDistill.Datasets;
using FDistill.Plugins.Datasets.Streams;
using FDistill.Plugins.Datasets.WebDataset.Shards;

namespace FDistill.Plugins.Datasets.WebDataset;

/// <summary>An entry of the walk through shards.</summary>
/// <param name="Next">The place behind it.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Entry">A sample, or damage.</param>
internal readonly record struct WalkEntry(WalkPlace Next, long Epoch, ShardEntry Entry);

/// <summary>Walks through shards, epoch after epoch with a seed, once without. It reads
/// headers, and the JSON that samples are taken by. One thread may walk at a time.</summary>
internal sealed class ShardWalk : IDisposable
{
    private readonly IReadOnlyList<string> paths;
    private readonly WebDatasetOptions options;
    private readonly DataRequest request;
    private readonly MetadataFilter filter;
    private readonly ShardWindows windows;
    private readonly Lock gate = new();
    private readonly Dictionary<long, List<ShardFile>> open = [];

    /// <summary>Makes a walk.</summary>
    /// <param name="paths">All shards.</param>
    /// <param name="options">How they are read.</param>
    /// <param name="request">By which process, and from where on.</param>
    /// <param name="filter">Takes samples.</param>
    /// <exception cref="InvalidDataException">There are fewer shards than processes.</exception>
    public ShardWalk(IReadOnlyList<string> paths, WebDatasetOptions options, DataRequest request, MetadataFilter filter)
    {
        (this.paths, this.options, this.request, this.filter) = (paths, options, request, filter);
        windows = new ShardWindows(paths.Count, options, request);
    }

    /// <summary>All entries from the request's position on.</summary>
    /// <exception cref="InvalidDataException">No sample of an epoch is taken.</exception>
    public IEnumerable<WalkEntry> Entries()
    {
        var start = WalkPlace.Of(request.Position);
        var (found, damaged) = (start != default, 0L);
        for (var window = start.Window; windows.Of(window) is { Count: > 0 } shards; window++)
        {
            var offset = 0L;
            foreach (var entry in Shuffled(window, shards))
            {
                if (entry.Sample is null) damaged++;
                else found = true;
                if (++offset > start.Offset || window > start.Window) yield return new WalkEntry(new WalkPlace(window, offset), window / windows.PerEpoch, entry);
            }

            if ((window + 1) % windows.PerEpoch > 0) continue;
            if (!found && MustFind) throw NoneTaken(damaged);
            found = false;
        }
    }

    /// <summary>Closes the shards that lie behind a place that was come to.</summary>
    public void Leave(WalkPlace place)
    {
        lock (gate)
        {
            foreach (var window in open.Keys.Where(window => window < place.Window).ToList())
            {
                foreach (var shard in open[window]) shard.Dispose();
                open.Remove(window);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Leave(new WalkPlace(long.MaxValue, 0));

    /// <summary>Whether an epoch without samples is a mistake: with a seed there would
    /// be no end of such; without one, a process's share may be empty.</summary>
    private bool MustFind => request.Seed is not null || request.World == 1;

    private IEnumerable<ShardEntry> Shuffled(long window, IReadOnlyList<int> shards)
    {
        var entries = ByTurns([.. shards.Select(shard => Taken(window, shard).GetEnumerator())]);
        return request.Seed is { } seed ? ShuffleBuffer.Shuffle(entries, options.ShuffleBuffer, new SplitMix64(~seed, window)) : entries;
    }

    private static IEnumerable<T> ByTurns<T>(List<IEnumerator<T>> sources)
    {
        try
        {
            while (sources.Count > 0)
            {
                for (var turn = 0; turn < sources.Count; turn++)
                {
                    if (sources[turn].MoveNext())
                    {
                        yield return sources[turn].Current;
                        continue;
                    }

                    sources[turn].Dispose();
                    sources.RemoveAt(turn--);
                }
            }
        }
        finally
        {
            foreach (var source in sources) source.Dispose();
        }
    }

    /// <summary>What this process takes of a shard.</summary>
    private IEnumerable<ShardEntry> Taken(long window, int number)
    {
        ShardFile? shard = null;
        string? problem = null;
        try
        {
            shard = new ShardFile(paths[number], number);
            lock (gate) (open.TryGetValue(window, out var list) ? list : open[window] = []).Add(shard);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problem = failure.Message.TrimEnd('.');
        }

        return shard is null ? [ShardEntry.Damaged(paths[number], problem!)] : ShardReader.Read(shard).Where(IsShare).Select(Filtered).OfType<ShardEntry>();
    }

    /// <summary>Whether an entry is this process's, where samples are split; damage is reported by the first.</summary>
    private bool IsShare(ShardEntry entry) => options.Split == ShardSplit.Shards || (entry.Sample?.Ordinal ?? 0) % request.World == request.Rank;

    private ShardEntry? Filtered(ShardEntry entry)
    {
        if (entry.Sample is not { } sample) return entry;
        try
        {
            return filter.Takes(sample) ? entry : null;
        }
        catch (InvalidDataException failure)
        {
            return ShardEntry.Damaged(sample.Id, failure.Message.TrimEnd('.'));
        }
    }

    private InvalidDataException NoneTaken(long damaged)
    {
        var reasons = filter.PassedOver.Append(KeyValuePair.Create("damaged", damaged)).Where(pair => pair.Value > 0).Select(pair => $"{pair.Value} {pair.Key}").ToList();
        var share = request.World == 1 ? "" : $" (of the share of process {request.Rank})";
        return new InvalidDataException($"No sample of '{options.Shards}' is taken{share}: {(reasons.Count == 0 ? "there are none" : string.Join(", ", reasons))}.");
    }
}
