using FDistill.Datasets;
using FDistill.Images;
using FDistill.Plugins.Datasets.Streams;
using FDistill.Teachers;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>A dataset of images: what all of them have in common.</summary>
public abstract class ImageDataset : IDataset, IDisposable
{
    private readonly ImageDatasetOptions options;
    private readonly ImageFit fit;

    /// <summary>Takes the shape from the first image.</summary>
    /// <param name="records">The images as stored; the dataset's from now on.</param>
    /// <param name="options">What to make of them.</param>
    /// <param name="resizer">Resizes them.</param>
    /// <exception cref="InvalidDataException">The first image is damaged, or there are fewer images than the limit asks for.</exception>
    private protected ImageDataset(IImageRecords records, ImageDatasetOptions options, IImageResizer resizer)
    {
        (Records, this.options, fit) = (records, options, new ImageFit(options, resizer));
        try
        {
            if (options.Limit > records.Count) throw new InvalidDataException($"'limit' asks for {options.Limit} images, but '{records.Path}' holds {records.Count}.");
            Pixels = Shape(fit.Fit(records.Read(0)));
        }
        catch
        {
            records.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public long? Count => options.Limit ?? Records.Count;

    /// <inheritdoc/>
    public SampleShape Pixels { get; }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Offers => HasLabels ? [ConditionKinds.Label] : [];

    /// <inheritdoc/>
    public long? Classes => HasLabels ? Records.Classes : null;

    internal IImageRecords Records { get; }

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

    /// <summary>Reads an image and fits it.</summary>
    /// <exception cref="InvalidDataException">It is damaged or of another shape than the first one.</exception>
    internal Raster Read(int record)
    {
        var image = fit.Fit(Records.Read(record));
        if (Shape(image) == Pixels) return image;
        var key = image.Channels != Pixels.Channels ? "channels" : "size";
        throw new InvalidDataException($"'{Records.Path}', '{Records.Name(record)}' is {Shape(image)}, but the first image, '{Records.Name(0)}', {Pixels} (channels x height x width): give '{key}'.");
    }

    private static SampleShape Shape(Raster image) => new(image.Channels, image.Height, image.Width);

    private static DataBatch ReadAll(ImageBatch batch)
    {
        for (var index = 0; index < batch.Count; index++) batch.Read(index);
        return batch.Finish();
    }
}
