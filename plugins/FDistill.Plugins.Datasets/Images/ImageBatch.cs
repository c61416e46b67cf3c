using FDistill.Datasets;
using FDistill.Plugins.Datasets.Streams;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>A batch of images that are being read.</summary>
/// <param name="dataset">Reads them.</param>
/// <param name="places">Which.</param>
/// <param name="seed">Decides which are mirrored; null for none.</param>
internal sealed class ImageBatch(ImageDataset dataset, IReadOnlyList<RecordPlace> places, long? seed) : IBatchInProgress
{
    private readonly int size = Size(dataset.Pixels);
    private readonly Lazy<float[]> pixels = new(() => new float[Numbers(places.Count, dataset.Pixels)]);

    /// <inheritdoc/>
    public int Count => places.Count;

    /// <inheritdoc/>
    public void Read(int index)
    {
        var (epoch, record) = places[index];
        var image = pixels.Value.AsSpan(index * size, size);
        dataset.Records.Read((int)record, image);
        if (seed is { } number && SplitMix64.Coin(number, epoch, record)) PixelValues.Mirror(image, dataset.Pixels.Width);
    }

    /// <inheritdoc/>
    public DataBatch Finish() => new()
    {
        Count = Count,
        Images = tensor(pixels.Value, dataset.Pixels.Batch(Count), dtype: ScalarType.Float32, device: CPU),
        Labels = dataset.HasLabels ? tensor(places.Select(place => (long)dataset.Records.Label((int)place.Record)).ToArray(), dtype: ScalarType.Int64, device: CPU) : null,
        Ids = [.. places.Select(place => dataset.Records.Name((int)place.Record))],
    };

    private static long Numbers(int count, SampleShape shape) => (long)count * Size(shape) is var numbers && numbers <= Array.MaxLength
        ? numbers
        : throw new InvalidDataException($"a batch of {count} images of {shape} (channels x height x width) has {numbers} numbers, more than an array holds, which is {Array.MaxLength}; lower the batch");

    private static int Size(SampleShape shape) => shape.Channels * shape.Height * shape.Width;
}
