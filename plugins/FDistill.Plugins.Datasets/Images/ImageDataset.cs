using FDistill.Datasets;
using FDistill.Plugins.Datasets.Streams;
using FDistill.Teachers;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>A dataset of images: what all of them have in common.</summary>
public abstract class ImageDataset : IDataset, IDisposable
{
    private readonly ImageStreamOptions options;

    /// <summary>Makes a dataset.</summary>
    /// <param name="records">The images; the dataset's from now on.</param>
    /// <param name="options">What to hand out of them, and how.</param>
    /// <exception cref="InvalidDataException">There are fewer images than the limit asks for.</exception>
    private protected ImageDataset(IPixelRecords records, ImageStreamOptions options)
    {
        (Records, this.options) = (records, options);
        if (options.Limit is not { } limit || limit <= records.Count) return;
        records.Dispose();
        throw new InvalidDataException($"'limit' asks for {limit} images, but '{records.Path}' holds {records.Count}.");
    }

    /// <inheritdoc/>
    public long? Count => options.Limit ?? Records.Count;

    /// <inheritdoc/>
    public SampleShape Pixels => Records.Pixels;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Offers => HasLabels ? [ConditionKinds.Label] : [];

    /// <inheritdoc/>
    public long? Classes => HasLabels ? Records.Classes : null;

    internal IPixelRecords Records { get; }

    internal bool HasLabels => options.Labels && Records.Classes is not null;

    /// <inheritdoc/>
    public IDataStream Open(DataRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ImageBatch Begin(IReadOnlyList<RecordPlace> places) => new(this, places, options.XFlip ? request.Seed : null);
        return options.Workers == 0
            ? new RecordStream(Count!.Value, request, places => ReadAll(Begin(places)))
            : new PrefetchStream(Count!.Value, request, options.Workers, options.Prefetch, Begin);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Records.Dispose();
        GC.SuppressFinalize(this);
    }

    private static DataBatch ReadAll(ImageBatch batch)
    {
        for (var index = 0; index < batch.Count; index++) batch.Read(index);
        return batch.Finish();
    }
}
