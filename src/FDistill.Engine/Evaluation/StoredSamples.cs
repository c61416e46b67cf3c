using FDistill.Datasets;
using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation;

/// <summary>Samples that were made elsewhere and are read from a dataset, in the order in which it stores them.</summary>
public sealed class StoredSamples : ISampleSource
{
    private readonly IDataset dataset;
    private readonly int batch;

    /// <summary>Takes the first images of a dataset.</summary>
    /// <param name="dataset">The dataset, whose size is known.</param>
    /// <param name="count">How many; null for all.</param>
    /// <param name="batch">Images read at once.</param>
    /// <exception cref="InvalidDataException">The dataset holds fewer images, or fewer than two.</exception>
    public StoredSamples(IDataset dataset, long? count, int batch)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var found = dataset.Count ?? throw new ArgumentException("a dataset of unknown size", nameof(dataset));
        if (found < Math.Max(2, count ?? 2)) throw new InvalidDataException($"There are {found} images, and {Math.Max(2, count ?? 2)} are to be measured.");
        (this.dataset, this.batch, Count) = (dataset, batch, count ?? found);
    }

    /// <inheritdoc/>
    public long Count { get; }

    /// <inheritdoc/>
    public double? MillisecondsPerImage => null;

    /// <inheritdoc/>
    public Tensor? Labels() => null;

    /// <inheritdoc/>
    public IDataStream Open() => new Beginning(dataset.Open(new DataRequest { Batch = batch }), Count);

    /// <summary>The first records of a stream.</summary>
    private sealed class Beginning(IDataStream stream, long count) : IDataStream
    {
        public long Position => Math.Min(stream.Position, count);

        public DataBatch? Next()
        {
            var left = count - stream.Position;
            if (left <= 0 || stream.Next() is not { } records) return null;
            return records.Count <= left ? records : new DataBatch { Count = left, Images = records.Images?.narrow(0, 0, left) };
        }

        public void Dispose() => stream.Dispose();
    }
}
