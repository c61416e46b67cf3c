using FDistill.Datasets;
using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation;

/// <summary>Samples that were made elsewhere and are read from
/// a dataset, in the order in which it stores them.</summary>
public sealed class StoredSamples : ISampleSource
{
    private readonly IDataset dataset;
    private readonly int batch;
    private readonly Prompts? prompts;

    /// <summary>Takes the first images of a dataset.</summary>
    /// <param name="dataset">The dataset, whose size is known.</param>
    /// <param name="count">How many; null for all.</param>
    /// <param name="batch">Images read at once.</param>
    /// <param name="prompts">The captions that the images were made
    /// from, in the same order; null where they are not known.</param>
    /// <exception cref="InvalidDataException">The dataset holds fewer
    /// images, or fewer than two, or there are fewer captions.</exception>
    public StoredSamples(IDataset dataset, long? count, int batch, Prompts? prompts = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var found = dataset.Count ?? throw new ArgumentException("a dataset of unknown size", nameof(dataset));
        if (found < Math.Max(2, count ?? 2)) throw new InvalidDataException($"There are {found} images, and {Math.Max(2, count ?? 2)} are to be measured.");
        if (prompts?.Length < (count ?? found)) throw new InvalidDataException($"There are captions of {prompts.Length} images, and {count ?? found} images are to be measured.");
        (this.dataset, this.batch, this.prompts, Count) = (dataset, batch, prompts, count ?? found);
    }

    /// <inheritdoc/>
    public long Count { get; }

    /// <inheritdoc/>
    public double? MillisecondsPerImage => null;

    /// <inheritdoc/>
    public ISampleGenerator? Generator => null;

    /// <inheritdoc/>
    public Tensor? Labels() => null;

    /// <inheritdoc/>
    public IReadOnlyList<string>? Captions() => prompts?.Of(0, (int)Count);

    /// <inheritdoc/>
    public IDataStream Open() => new Beginning(dataset.Open(new DataRequest { Batch = batch }), Count, prompts);

    /// <summary>The first records of a stream.</summary>
    private sealed class Beginning(IDataStream stream, long count, Prompts? prompts) : IDataStream
    {
        public long Position => Math.Min(stream.Position, count);

        public IReadOnlyDictionary<string, long> PassedOver => stream.PassedOver;

        public DataBatch? Next()
        {
            var first = stream.Position;
            if (first >= count || stream.Next() is not { } records) return null;
            var some = Math.Min(records.Count, count - first);
            return new DataBatch { Count = some, Images = records.Images?.narrow(0, 0, some), Captions = prompts?.Of(first, (int)some) };
        }

        public void Dispose() => stream.Dispose();
    }
}
