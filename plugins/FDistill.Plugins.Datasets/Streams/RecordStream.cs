using FDistill.Datasets;

namespace FDistill.Plugins.Datasets.Streams;

/// <summary>A stream over numbered records, for any dataset that can read a record by its number.</summary>
/// <remarks>All ranks walk one common order, shuffled for ever with a seed, once as stored without; rank r of w takes the places r, r + w, r + 2w, …
/// of it, so that the shares of all ranks are that order, without overlap.</remarks>
public sealed class RecordStream : IDataStream
{
    private readonly DataRequest request;
    private readonly long places;
    private readonly Func<long, long> record;
    private readonly Func<long[], DataBatch> read;

    /// <summary>Opens the stream.</summary>
    /// <param name="count">How many records there are.</param>
    /// <param name="request">Which of them, in which order, from where on.</param>
    /// <param name="read">Reads the records of these numbers, in this order.</param>
    /// <exception cref="ArgumentException">The request contradicts itself.</exception>
    public RecordStream(long count, DataRequest request, Func<long[], DataBatch> read)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Batch, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Position);
        if (request.Rank < 0 || request.Rank >= request.World)
            throw new ArgumentException($"rank {request.Rank} is not one of the {request.World} processes 0 … {request.World - 1}", nameof(request));

        (this.request, this.read) = (request, read);
        (places, record) = request.Seed is { } seed ? (long.MaxValue, At(new ShuffledOrder(count, seed))) : (count, place => place);
        Position = request.Position;
    }

    /// <inheritdoc/>
    public long Position { get; private set; }

    /// <inheritdoc/>
    public DataBatch? Next()
    {
        var records = Enumerable.Range(0, request.Batch).Select(offset => (Position + offset) * request.World + request.Rank)
            .TakeWhile(place => place < places).Select(record).ToArray();
        if (records.Length == 0) return null;
        Position += records.Length;
        return read(records);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static Func<long, long> At(ShuffledOrder order) => place => order[place];
}
