using System.Text.Json;
using FDistill.Images;
using FDistill.Plugins.Datasets.Images;
using FDistill.Plugins.Datasets.WebDataset.Shards;

namespace FDistill.Plugins.Datasets.WebDataset;

/// <summary>A sample that was read, or damage.</summary>
/// <param name="Walked">Where it was met.</param>
/// <param name="Image">The image; null where it is damaged.</param>
/// <param name="Caption">The caption.</param>
/// <param name="Damage">What is damaged and how; null where nothing is.</param>
internal sealed record ReadSample(WalkEntry Walked, FittedImage? Image, string? Caption, string? Damage);

/// <summary>Reads samples: bytes, caption, image. Any number of threads may use it at once.</summary>
/// <param name="options">Where the caption stands.</param>
/// <param name="fit">Fits images.</param>
/// <param name="decoder">Decodes them.</param>
internal sealed class SampleReader(WebDatasetOptions options, ImageFit fit, IImageDecoder decoder)
{
    /// <summary>Reads a sample; what is wrong with it is reported as damage.</summary>
    public ReadSample Read(WalkEntry walked)
    {
        if (walked.Entry.Sample is not { } sample) return new ReadSample(walked, null, null, walked.Entry.Damage);
        try
        {
            using var json = options.CaptionKey is null && options.Metadata.OriginalSizeKeys is null ? null : sample.ReadJson();
            var caption = options.CaptionKey is { } key ? Text(json!, key) : sample.ReadText().Trim();
            var image = fit.Fit(decoder.Decode(sample.ReadImage(), sample.Id));
            return new ReadSample(walked, options.Metadata.OriginalSizeKeys is [var height, var width] ? image with { Original = (Number(json!, height), Number(json!, width)) } : image, caption, null);
        }
        catch (InvalidDataException failure)
        {
            return new ReadSample(walked, null, null, ShardEntry.Damaged(sample.Id, failure.Message.TrimEnd('.')).Damage);
        }
    }

    private static string Text(JsonDocument json, string key) => json.RootElement.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String
        ? value.GetString()!.Trim()
        : throw new InvalidDataException($"its .json has no text '{key}'");

    private static int Number(JsonDocument json, string key) =>
        json.RootElement.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : throw new InvalidDataException($"its .json has no whole number '{key}'");
}
