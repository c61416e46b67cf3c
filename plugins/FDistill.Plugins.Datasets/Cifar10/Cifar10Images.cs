using FDistill.Images;
using FDistill.Plugins.Datasets.Images;

namespace FDistill.Plugins.Datasets.Cifar10;

/// <summary>The images of a split, kept in memory as stored.</summary>
/// <param name="path">Where they were read.</param>
/// <param name="batches">The batches.</param>
/// <param name="split">Which split they are.</param>
internal sealed class Cifar10Images(string path, IReadOnlyList<Cifar10Batch> batches, Cifar10Split split) : IImageRecords
{
    private readonly (Cifar10Batch Batch, int Number)[] images =
        [.. batches.SelectMany(batch => Enumerable.Range(0, batch.Labels.Length).Select(number => (batch, number)))];

    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public int Count => images.Length;

    /// <inheritdoc/>
    public int? Classes => Cifar10Batch.Classes;

    /// <inheritdoc/>
    public string Name(int record) => $"{split}/{record}".ToLowerInvariant();

    /// <inheritdoc/>
    public int Label(int record) => images[record].Batch.Labels[images[record].Number];

    /// <inheritdoc/>
    public Raster Read(int record)
    {
        const int plane = Cifar10Batch.Side * Cifar10Batch.Side;
        var (batch, number) = images[record];
        var planes = batch.Pixels.AsSpan(number * Cifar10Batch.ImageBytes, Cifar10Batch.ImageBytes);
        var pixels = new byte[Cifar10Batch.ImageBytes];
        for (var channel = 0; channel < 3; channel++)
            for (var pixel = 0; pixel < plane; pixel++)
                pixels[pixel * 3 + channel] = planes[channel * plane + pixel];
        return new Raster(Cifar10Batch.Side, Cifar10Batch.Side, Channels: 3, pixels);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
