using FDistill.Datasets;
using FDistill.Plugins.Datasets.Streams;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Mnist;

/// <summary>Handwritten digits with labels (LeCun, Cortes, Burges), from IDX files. Each is read once and kept as bytes.</summary>
public sealed class MnistDataset : IDataset
{
    private readonly MnistFolder digits;
    private readonly MnistOptions options;

    /// <summary>Reads the files.</summary>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or there are fewer images than the limit asks for.</exception>
    public MnistDataset(MnistOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        digits = MnistFolder.Read(options.Folder, options.Split);
        if (options.Limit > digits.Labels.Length)
            throw new InvalidDataException($"'limit' asks for {options.Limit} images, but the folder '{options.Folder}' holds {digits.Labels.Length}.");
    }

    /// <inheritdoc/>
    public long? Count => options.Limit ?? digits.Labels.Length;

    /// <inheritdoc/>
    public SampleShape Pixels => new(Channels: 1, options.Size, options.Size);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Offers => [ConditionKinds.Label];

    /// <inheritdoc/>
    public long? Classes => MnistFolder.Classes;

    /// <inheritdoc/>
    public IDataStream Open(DataRequest request) => new RecordStream(Count!.Value, request, Read);

    private DataBatch Read(IReadOnlyList<RecordPlace> places)
    {
        var records = places.Select(place => place.Record).ToArray();
        var pixels = new float[records.Length * options.Size * options.Size];
        var size = new DigitSize(options.Size);
        for (var n = 0; n < records.Length; n++)
            size.Convert(Stored(records[n]), pixels.AsSpan(n * options.Size * options.Size, options.Size * options.Size));

        return new DataBatch
        {
            Count = records.Length,
            Images = tensor(pixels, Pixels.Batch(records.Length), dtype: ScalarType.Float32, device: CPU),
            Labels = tensor(records.Select(record => (long)digits.Labels[record]).ToArray(), dtype: ScalarType.Int64, device: CPU),
            Ids = [.. records.Select(record => $"{options.Split}/{record}".ToLowerInvariant())],
        };
    }

    private ReadOnlySpan<byte> Stored(long record) =>
        digits.Images.AsSpan(checked((int)(record * MnistFolder.Side * MnistFolder.Side)), MnistFolder.Side * MnistFolder.Side);
}
