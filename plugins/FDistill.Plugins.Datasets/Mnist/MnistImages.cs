using FDistill.Plugins.Datasets.Images;
using FDistill.Teachers;

namespace FDistill.Plugins.Datasets.Mnist;

/// <summary>The digits of a split, at the size asked for.</summary>
/// <param name="digits">The digits as stored.</param>
/// <param name="options">Where they were read, and their size.</param>
internal sealed class MnistImages(MnistFolder digits, MnistOptions options) : IPixelRecords
{
    private const int StoredSize = MnistFolder.Side * MnistFolder.Side;

    /// <inheritdoc/>
    public string Path => options.Folder;

    /// <inheritdoc/>
    public int Count => digits.Labels.Length;

    /// <inheritdoc/>
    public int? Classes => MnistFolder.Classes;

    /// <inheritdoc/>
    public SampleShape Pixels => new(Channels: 1, options.Size, options.Size);

    /// <inheritdoc/>
    public string Name(int record) => $"{options.Split}/{record}".ToLowerInvariant();

    /// <inheritdoc/>
    public int Label(int record) => digits.Labels[record];

    /// <inheritdoc/>
    public void Read(int record, Span<float> image) =>
        new DigitSize(options.Size).Convert(digits.Images.AsSpan(checked(record * StoredSize), StoredSize), image);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
