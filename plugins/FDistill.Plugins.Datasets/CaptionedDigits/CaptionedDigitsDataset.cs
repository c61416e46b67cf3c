using FDistill.Datasets;
using FDistill.Plugins.Datasets.Mnist;
using FDistill.Plugins.Datasets.Streams;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.CaptionedDigits;

/// <summary>MNIST's digits drawn anew along their centre line, each with a thin
/// and a thick pen, and a caption that says so: "a thick seven".</summary>
/// <remarks>Grey images of 32×32 in three channels, as text-to-image models
/// see images. Digit n is record 2n, thin, and 2n + 1, thick.</remarks>
public sealed class CaptionedDigitsDataset : IDataset
{
    private const int Channels = 3, Plane = Pen.Side * Pen.Side;
    private static readonly string[] Digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    private readonly MnistFolder digits;
    private readonly CaptionedDigitsOptions options;

    /// <summary>Reads the files.</summary>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or
    /// there are fewer digits than the limit asks for.</exception>
    public CaptionedDigitsDataset(CaptionedDigitsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        digits = MnistFolder.Read(options.Folder, options.Split);
        if (options.Limit > digits.Labels.Length)
            throw new InvalidDataException($"'limit' asks for {options.Limit} digits, but the folder '{options.Folder}' holds {digits.Labels.Length}.");
    }

    /// <summary>Every caption that there is, by digit, then by stroke.</summary>
    public static IReadOnlyList<string> Captions { get; } = [.. from digit in Digits from stroke in Stroke.All select Caption(digit, stroke)];

    /// <inheritdoc/>
    public long? Count => (long)(options.Limit ?? digits.Labels.Length) * Stroke.All.Count;

    /// <inheritdoc/>
    public SampleShape Pixels => new(Channels, Pen.Side, Pen.Side);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Offers => [ConditionKinds.Caption, ConditionKinds.Label];

    /// <inheritdoc/>
    public long? Classes => options.Label == CaptionPart.Digit ? Digits.Length : Stroke.All.Count;

    /// <inheritdoc/>
    public IDataStream Open(DataRequest request) => new RecordStream(Count!.Value, request, Read);

    private DataBatch Read(IReadOnlyList<RecordPlace> places)
    {
        var records = places.Select(place => (Digit: place.Record / Stroke.All.Count, Stroke: (int)(place.Record % Stroke.All.Count))).ToArray();
        var pixels = new float[records.Length * Plane];
        for (var n = 0; n < records.Length; n++)
            Pen.Draw(Skeleton.Of(Stored(records[n].Digit)), Stroke.All[records[n].Stroke].Width, pixels.AsSpan(n * Plane, Plane));

        using var scope = NewDisposeScope();
        var grey = tensor(pixels, [records.Length, 1, Pen.Side, Pen.Side], dtype: ScalarType.Float32, device: CPU);
        var labels = records.Select(record => options.Label == CaptionPart.Digit ? digits.Labels[record.Digit] : (long)record.Stroke);
        return new DataBatch
        {
            Count = records.Length,
            Images = grey.repeat(1, Channels, 1, 1).MoveToOuterDisposeScope(),
            Labels = tensor(labels.ToArray(), dtype: ScalarType.Int64, device: CPU).MoveToOuterDisposeScope(),
            Captions = [.. records.Select(record => Caption(Digits[digits.Labels[record.Digit]], Stroke.All[record.Stroke]))],
            Ids = [.. records.Select(record => $"{options.Split}/{record.Digit}/{Stroke.All[record.Stroke].Word}".ToLowerInvariant())],
        };
    }

    private static string Caption(string digit, Stroke stroke) => $"a {stroke.Word} {digit}";

    private ReadOnlySpan<byte> Stored(long digit) =>
        digits.Images.AsSpan(checked((int)(digit * MnistFolder.Side * MnistFolder.Side)), MnistFolder.Side * MnistFolder.Side);
}
