using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Plugins.GaussianMixture;

/// <summary>Points as their own features: distances are measured where the points lie.</summary>
public sealed class PointsExtractor : IFeatureExtractor
{
    /// <inheritdoc/>
    public ExtractedFeatures Extract(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var ungraded = no_grad();
        return new ExtractedFeatures(images.flatten(1).clone(), Logits: null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
