using FDistill.Datasets;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace Acme.Datasets;

/// <summary>Pictures of stripes: label 0 upright, 1 lying. A picture is a function of its number alone.</summary>
/// <param name="options">How many, and how large.</param>
public sealed class Stripes(StripesOptions options) : IDataset
{
    /// <inheritdoc/>
    public long? Count => options.Records;

    /// <inheritdoc/>
    public SampleShape Pixels => new(1, options.Size, options.Size);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Offers => [ConditionKinds.Label];

    /// <inheritdoc/>
    public long? Classes => 2;

    /// <inheritdoc/>
    public IDataStream Open(DataRequest request) => new StripesStream(this, request);

    /// <summary>The pictures of these numbers.</summary>
    internal DataBatch Draw(IReadOnlyList<int> records)
    {
        var pixels = new float[records.Count * options.Size * options.Size];
        for (var n = 0; n < records.Count; n++) Draw(records[n], pixels.AsSpan(n * options.Size * options.Size, options.Size * options.Size));
        return new DataBatch
        {
            Count = records.Count,
            Images = tensor(pixels, Pixels.Batch(records.Count), dtype: float32, device: CPU),
            Labels = tensor(records.Select(record => record % 2L).ToArray(), dtype: int64, device: CPU),
            Ids = [.. records.Select(record => $"stripes/{record}")],
        };
    }

    private void Draw(int record, Span<float> picture)
    {
        var random = new Random(record);
        var (frequency, phase) = (0.5 + random.NextDouble(), random.NextDouble() * 2 * Math.PI);
        for (var row = 0; row < options.Size; row++)
            for (var column = 0; column < options.Size; column++)
                picture[row * options.Size + column] = (float)Math.Sin(frequency * (record % 2 == 0 ? column : row) + phase);
    }
}
