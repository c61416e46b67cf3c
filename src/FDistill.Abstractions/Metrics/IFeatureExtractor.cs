using static TorchSharp.torch;

namespace FDistill.Metrics;

/// <summary>A frozen network that maps images to the space in which distances are measured.</summary>
public interface IFeatureExtractor : IDisposable
{
    /// <summary>Whether images of every size are first brought to one and the
    /// same, so that samples and references may differ in size.</summary>
    bool BringsToOneSize => false;

    /// <summary>Extracts features without gradient.</summary>
    /// <param name="images">[N, C, H, W] float32 in [−1, 1], clamped by the caller.</param>
    /// <returns>Features and, where the network classifies, logits.</returns>
    /// <exception cref="InvalidOperationException">The images are of a shape
    /// that it does not see; the message says which it does.</exception>
    ExtractedFeatures Extract(Tensor images);
}

/// <summary>Features of N images.</summary>
/// <param name="Features">[N, D] float32.</param>
/// <param name="Logits">[N, classes] float32; null where the network does not classify.</param>
public sealed record ExtractedFeatures(Tensor Features, Tensor? Logits);
