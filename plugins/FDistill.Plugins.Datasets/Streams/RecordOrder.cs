using FDistill.Datasets;

namespace FDistill.Plugins.Datasets.Streams;

/// <summary>Which records a stream hands out, batch by batch.</summary>
/// <remarks>All ranks walk one common order, shuffled for ever with a seed,
/// once as stored without; rank r of w takes the places r, r + w, r + 2w, …
/// of it, so that the shares of all ranks are that order, without overlap.</remarks>
internal sealed class RecordOrder
{
    private readonly DataRequest request;
    private readonly long count;
    private readonly ShuffledOrder? shuffled;
    private long position;

    /// <summary>Starts at the request's position.</summary>
    /// <param name="count">How many records there are.</param>
    /// <param name="request">Which of them, in which order, from where on.</param>
    /// <exception cref="ArgumentException">The request contradicts itself.</exception>
    public RecordOrder(long count, DataRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Batch, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Position);
        if (request.Rank < 0 || request.Rank >= request.World)
            throw new ArgumentException($"rank {request.Rank} is not one of the {request.World} processes 0 … {request.World - 1}", nameof(request));

        (this.request, this.count, position) = (request, count, request.Position);
        if (request.Seed is { } seed) shuffled = new ShuffledOrder(count, seed);
    }

    /// <summary>The places of the next batch; fewer, or none, at the end of a pass without a seed.</summary>
    public IReadOnlyList<RecordPlace> Next()
    {
        var places = Enumerable.Range(0, request.Batch).Select(offset => (position + offset) * request.World + request.Rank);
        RecordPlace[] batch = shuffled is null
            ? [.. places.TakeWhile(place => place < count).Select(place => new RecordPlace(Epoch: 0, place))]
            : [.. places.Select(place => new RecordPlace(place / count, shuffled[place]))];
        position += batch.Length;
        return batch;
    }
}
