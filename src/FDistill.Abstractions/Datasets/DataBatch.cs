using static TorchSharp.torch;

namespace FDistill.Datasets;

/// <summary>A batch of N records: an image or latents, and whatever else
/// the dataset knows of each. A record never holds a condition.</summary>
public sealed record DataBatch
{
    /// <summary>N.</summary>
    public required long Count { get; init; }

    /// <summary>[N, C, H, W] float32 in [−1, 1]; null where latents are
    /// stored instead, or where only conditions are asked for.</summary>
    public Tensor? Images { get; init; }

    /// <summary>Mean and log-variance of the latents' posterior, stacked by channel: [N, 2c, h, w] float32.</summary>
    public Tensor? LatentMoments { get; init; }

    /// <summary>Class labels: [N] int64.</summary>
    public Tensor? Labels { get; init; }

    /// <summary>N texts.</summary>
    public IReadOnlyList<string>? Captions { get; init; }

    /// <summary>N sizes (height, width) before any resizing, in pixels.</summary>
    public IReadOnlyList<(int Height, int Width)>? OriginalSizes { get; init; }

    /// <summary>N offsets (top, left) of the crop, in pixels of the
    /// resized image (SDXL, Podell et al. 2023, 2.2).</summary>
    public IReadOnlyList<(int Top, int Left)>? Crops { get; init; }

    /// <summary>Encodings stored beside the data by name, the first dimension N.</summary>
    public IReadOnlyDictionary<string, Tensor>? Encodings { get; init; }

    /// <summary>N names that identify the records in the dataset.</summary>
    public IReadOnlyList<string>? Ids { get; init; }
}
