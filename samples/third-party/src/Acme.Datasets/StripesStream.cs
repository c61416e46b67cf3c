using FDistill.Datasets;

namespace Acme.Datasets;

/// <summary>Walks the order that all ranks have in common; rank r of w takes the places r, r + w, r + 2w, …</summary>
/// <param name="stripes">Draws the pictures.</param>
/// <param name="request">What was asked for.</param>
internal sealed class StripesStream(Stripes stripes, DataRequest request) : IDataStream
{
    private readonly int count = (int)stripes.Count!.Value;
    private (long Epoch, int[] Order) shuffled = (-1, []);

    /// <inheritdoc/>
    public long Position { get; private set; } = request.Position;

    /// <inheritdoc/>
    public DataBatch? Next()
    {
        var places = Enumerable.Range(0, request.Batch).Select(offset => (Position + offset) * request.World + request.Rank);
        int[] records = request.Seed is { } seed
            ? [.. places.Select(place => Shuffled(seed, place))]
            : [.. places.TakeWhile(place => place < count).Select(place => (int)place)];
        if (records.Length == 0) return null;
        Position += records.Length;
        return stripes.Draw(records);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>The record at a place: every epoch has an order of
    /// its own, a function of the seed and the epoch.</summary>
    private int Shuffled(long seed, long place)
    {
        var (epoch, offset) = Math.DivRem(place, count);
        if (shuffled.Epoch != epoch)
        {
            var order = Enumerable.Range(0, count).ToArray();
            new Random(unchecked((int)(seed * 1_000_003 + epoch))).Shuffle(order);
            shuffled = (epoch, order);
        }

        return shuffled.Order[offset];
    }
}
