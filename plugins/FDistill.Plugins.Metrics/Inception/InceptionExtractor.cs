using FDistill.Images;
using FDistill.Metrics;
using FDistill.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Inception;

/// <summary>The 2,048 features of Inception-v3, on which FID,
/// precision and recall of natural images are measured.</summary>
/// <remarks>Images are rounded to 8 bits a channel first, as if
/// written to files, which is how FID is defined on samples.</remarks>
public sealed class InceptionExtractor : IFeatureExtractor
{
    private readonly InceptionNetwork network = new();
    private readonly InceptionOptions options;
    private readonly IImageResizer resizer;
    private readonly Device device;

    /// <summary>Loads the network.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another network.</exception>
    public InceptionExtractor(InceptionOptions options, IWeightFiles files, IImageResizer resizer, RunEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(environment);
        (this.options, this.resizer, device) = (options, resizer, environment.Device);
        InceptionWeights.Load(options.Checkpoint!, files, network);
        network.to(device);
        network.eval();
    }

    /// <inheritdoc/>
    public bool BringsToOneSize => options.Size is not null;

    /// <inheritdoc/>
    /// <returns>[N, 2048] float32; no logits, because the network's classes are no dataset's.</returns>
    public ExtractedFeatures Extract(Tensor images)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var stored = InceptionInput.AsStored(images);
        var features = stored.split(options.Batch, dim: 0).Select(Features).ToList();
        return new ExtractedFeatures(cat(features, 0).MoveToOuterDisposeScope(), Logits: null);
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();

    private Tensor Features(Tensor stored)
    {
        using var scope = NewDisposeScope();
        return network.forward(Input(options.Size is { } size ? InceptionInput.Square(stored, size, resizer) : stored)).MoveToOuterDisposeScope();
    }

    private Tensor Input(Tensor stored) => options.Resizing == InceptionResizing.Clean
        ? InceptionInput.Clean(stored, resizer).to(device)
        : InceptionInput.Normalize(InceptionInput.Resize(stored.to(device)));
}
