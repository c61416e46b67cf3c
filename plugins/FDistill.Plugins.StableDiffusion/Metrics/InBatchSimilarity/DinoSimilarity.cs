using System.Globalization;
using FDistill.Datasets;
using FDistill.Images;
using FDistill.Plugins.StableDiffusion.Dino;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Metrics.Preparation;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Metrics.InBatchSimilarity;

/// <summary>Compares images of one prompt by DINO's features, batch
/// by batch. The network is held as long as this lives.</summary>
internal sealed class DinoSimilarity : IDisposable
{
    private readonly InBatchSimilarityOptions options;
    private readonly IImageResizer resizer;
    private readonly NetworkPlace place;
    private readonly DinoVisionTransformer network;

    private DinoSimilarity(InBatchSimilarityOptions options, IImageResizer resizer, NetworkPlace place, DinoVisionTransformer network) =>
        (this.options, this.resizer, this.place, this.network) = (options, resizer, place, network);

    /// <summary>What was found of all images so far.</summary>
    public GroupedSimilarity Found { get; } = new();

    /// <summary>Opens a checkpoint.</summary>
    /// <returns>Loads the network and begins to compare.</returns>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another network.</exception>
    public static Func<DinoSimilarity> Open(InBatchSimilarityOptions options, IWeightFiles files, IImageResizer resizer, RunEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        var place = new NetworkPlace(environment.Device, ScalarType.Float32);
        var checkpoint = DinoCheckpoint.Open(options.Checkpoint, options.Heads, files);
        return () => new DinoSimilarity(options, resizer, place, checkpoint.Load(place));
    }

    /// <summary>Adds images, by their captions, or else by their labels.</summary>
    /// <param name="samples">Images [n, C, H, W] float32 in [−1, 1] on the CPU.</param>
    public void Add(DataBatch samples)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var prepared = ImagePreparation.OfDino.Of(samples.Images!, resizer);
        Found.Add(cat([.. prepared.split(options.Batch, dim: 0).Select(Features)], 0), Groups(samples));
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();

    private static IReadOnlyList<string> Groups(DataBatch samples) => samples switch
    {
        { Captions: { } captions } => captions,
        { Labels: { } labels } => [.. labels.data<long>().ToArray().Select(label => label.ToString(CultureInfo.InvariantCulture))],
        _ => [.. Enumerable.Repeat("", (int)samples.Count)],
    };

    private Tensor Features(Tensor images)
    {
        using var scope = NewDisposeScope();
        return network.call(images.to(place.Device)).cpu().MoveToOuterDisposeScope();
    }
}
