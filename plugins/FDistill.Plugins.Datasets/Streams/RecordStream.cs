using FDistill.Datasets;

namespace FDistill.Plugins.Datasets.Streams;

/// <summary>A stream over numbered records, for any dataset that can
/// read a record by its number; read when it is asked for.</summary>
public sealed class RecordStream : IDataStream
{
    private readonly RecordOrder order;
    private readonly Func<IReadOnlyList<RecordPlace>, DataBatch> read;

    /// <summary>Opens the stream.</summary>
    /// <param name="count">How many records there are.</param>
    /// <param name="request">Which of them, in which order, from where on.</param>
    /// <param name="read">Reads the records of these places, in this order.</param>
    /// <exception cref="ArgumentException">The request contradicts itself.</exception>
    public RecordStream(long count, DataRequest request, Func<IReadOnlyList<RecordPlace>, DataBatch> read)
    {
        ArgumentNullException.ThrowIfNull(request);
        (order, this.read, Position) = (new RecordOrder(count, request), read, request.Position);
    }

    /// <inheritdoc/>
    public long Position { get; private set; }

    /// <inheritdoc/>
    public DataBatch? Next()
    {
        var places = order.Next();
        if (places.Count == 0) return null;
        var batch = read(places);
        Position += places.Count;
        return batch;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
