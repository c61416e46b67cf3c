using FDistill.Images;
using FDistill.Teachers;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>Stored images, brought to one shape; as many as fit into memory are decoded once only.</summary>
internal sealed class FittedImages : IPixelRecords
{
    private readonly IImageRecords stored;
    private readonly ImageFit fit;
    private readonly KeptImages kept;

    /// <summary>Takes the shape from the first image.</summary>
    /// <param name="stored">The images as stored; this one's from now on.</param>
    /// <param name="options">What to make of them.</param>
    /// <param name="resizer">Resizes them.</param>
    /// <exception cref="InvalidDataException">The first image is damaged.</exception>
    public FittedImages(IImageRecords stored, ImageDatasetOptions options, IImageResizer resizer)
    {
        (this.stored, fit, kept) = (stored, new ImageFit(options, resizer), new KeptImages(stored.Count, options.CacheMegabytes * (1L << 20)));
        try
        {
            Pixels = fit.Fit(stored.Read(0)).Shape;
        }
        catch
        {
            stored.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public SampleShape Pixels { get; }

    /// <inheritdoc/>
    public string Path => stored.Path;

    /// <inheritdoc/>
    public int Count => stored.Count;

    /// <inheritdoc/>
    public int? Classes => stored.Classes;

    /// <inheritdoc/>
    public string Name(int record) => stored.Name(record);

    /// <inheritdoc/>
    public int Label(int record) => stored.Label(record);

    /// <inheritdoc/>
    public void Read(int record, Span<float> image) => PixelValues.Write(kept.Find(record) ?? Decode(record), Pixels, image);

    /// <inheritdoc/>
    public void Dispose() => stored.Dispose();

    private byte[] Decode(int record)
    {
        var image = fit.Fit(stored.Read(record));
        if (image.Shape != Pixels)
        {
            var key = image.Shape.Channels != Pixels.Channels ? "channels" : "size";
            throw new InvalidDataException($"'{Path}', '{Name(record)}' is {image.Shape}, but the first image, '{Name(0)}', {Pixels} (channels x height x width): give '{key}'.");
        }

        kept.Keep(record, image.Raster.Pixels);
        return image.Raster.Pixels;
    }
}
