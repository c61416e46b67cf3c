using FDistill.Datasets;
using FDistill.Images;
using FDistill.Plugins.Datasets.Streams;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>A batch of images that are being read.</summary>
/// <param name="dataset">Reads them.</param>
/// <param name="places">Which.</param>
/// <param name="seed">Decides which are mirrored; null for none.</param>
internal sealed class ImageBatch(ImageDataset dataset, IReadOnlyList<RecordPlace> places, long? seed) : IBatchInProgress
{
    private static readonly float[] Values = [.. Enumerable.Range(0, 256).Select(level => level / 127.5f - 1)];

    private readonly int size = dataset.Pixels.Channels * dataset.Pixels.Height * dataset.Pixels.Width;
    private readonly Lazy<float[]> pixels = new(() => new float[places.Count * dataset.Pixels.Channels * dataset.Pixels.Height * dataset.Pixels.Width]);

    /// <inheritdoc/>
    public int Count => places.Count;

    /// <inheritdoc/>
    public void Read(int index)
    {
        var (epoch, record) = places[index];
        var isMirrored = seed is { } number && SplitMix64.Coin(number, epoch, record);
        Write(dataset.Read((int)record), pixels.Value.AsSpan(index * size, size), isMirrored);
    }

    /// <inheritdoc/>
    public DataBatch Finish() => new()
    {
        Count = Count,
        Images = tensor(pixels.Value, dataset.Pixels.Batch(Count), dtype: ScalarType.Float32, device: CPU),
        Labels = dataset.HasLabels ? tensor(places.Select(place => (long)dataset.Records.Label((int)place.Record)).ToArray(), dtype: ScalarType.Int64, device: CPU) : null,
        Ids = [.. places.Select(place => dataset.Records.Name((int)place.Record))],
    };

    /// <summary>From bytes, channels last, to values in [−1, 1], channels first.</summary>
    private static void Write(Raster image, Span<float> target, bool isMirrored)
    {
        var (from, step) = isMirrored ? (image.Width - 1, -1) : (0, 1);
        for (var channel = 0; channel < image.Channels; channel++)
            for (var row = 0; row < image.Height; row++)
            {
                var line = target.Slice((channel * image.Height + row) * image.Width, image.Width);
                var at = (row * image.Width + from) * image.Channels + channel;
                for (var column = 0; column < line.Length; column++, at += step * image.Channels) line[column] = Values[image.Pixels[at]];
            }
    }
}
