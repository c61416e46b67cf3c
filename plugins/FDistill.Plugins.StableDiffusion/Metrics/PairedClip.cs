using FDistill.Images;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Metrics.Preparation;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Metrics;

/// <summary>A CLIP model that compares images with texts, loaded for the time of a measurement.</summary>
internal sealed class PairedClip : IDisposable
{
    private readonly ClipCheckpoint checkpoint;
    private readonly ClipModel network;
    private readonly Func<Tensor, Tensor> prepare;
    private readonly Device device;
    private readonly int batch;

    /// <summary>Loads the model.</summary>
    /// <param name="checkpoint">The model.</param>
    /// <param name="place">Where it computes.</param>
    /// <param name="preparation">What becomes of images.</param>
    /// <param name="resizer">Resizes them.</param>
    /// <param name="options">How many go through it at once.</param>
    public PairedClip(ClipCheckpoint checkpoint, NetworkPlace place, ImagePreparation preparation, IImageResizer resizer, ClipOptions options)
        : this(checkpoint, place, images => preparation.Of(images, resizer), options)
    {
    }

    /// <summary>Loads the model.</summary>
    /// <param name="checkpoint">The model.</param>
    /// <param name="place">Where it computes.</param>
    /// <param name="prepare">Makes of images [n, C, H, W] float32 in [−1, 1] what the network sees.</param>
    /// <param name="options">How many go through it at once.</param>
    public PairedClip(ClipCheckpoint checkpoint, NetworkPlace place, Func<Tensor, Tensor> prepare, ClipOptions options)
    {
        (this.checkpoint, this.prepare, device, batch) = (checkpoint, prepare, place.Device, options.Batch);
        network = checkpoint.Load(place);
    }

    /// <summary>The cosine of each image's embedding with that of its text.</summary>
    /// <param name="images">[N, C, H, W] float32 in [−1, 1].</param>
    /// <param name="texts">N texts.</param>
    /// <param name="prefix">A text that goes before each.</param>
    /// <returns>[N] float32 on the CPU.</returns>
    public Tensor Cosines(Tensor images, IReadOnlyList<string> texts, string prefix = "")
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var cosines = images.split(batch, dim: 0).Select((some, number) => Cosines(some, [.. texts.Skip(number * batch).Take(batch)], prefix)).ToList();
        return cat(cosines, 0).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();

    private Tensor Cosines(Tensor images, List<string> texts, string prefix)
    {
        using var scope = NewDisposeScope();
        var seen = network.EncodeImages(prepare(images).to(device)).Features;
        var read = network.EncodeTexts(checkpoint.Tokenizer.EncodeBatch(texts, prefix).to(device));
        return Cosine.OfPairs(seen, read).cpu().MoveToOuterDisposeScope();
    }
}
