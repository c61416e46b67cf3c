using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Heads;

/// <summary>A small discriminator on a denoiser's features; its logit
/// estimates log r = log p/q at the features' noise level.</summary>
public interface IDiscriminatorHead
{
    /// <summary>Which of a denoiser's features the head looks at.</summary>
    /// <param name="available">The teacher's features, in the order computed.</param>
    /// <returns>Some of them.</returns>
    /// <exception cref="ArgumentException">The options name features or resolutions
    /// that are not there; the message lists those that are.</exception>
    IReadOnlyList<FeatureMap> Choose(IReadOnlyList<FeatureMap> available);

    /// <summary>Makes the head's network, freshly initialised, on the CPU in float32.</summary>
    /// <param name="features">What <see cref="Choose"/> returned.</param>
    /// <returns>A module from <see cref="HeadInput"/> to logits [N, heads] float32, one column for each head.</returns>
    nn.Module<HeadInput, Tensor> Create(IReadOnlyList<FeatureMap> features);
}

/// <summary>What a discriminator head sees of a batch.</summary>
/// <param name="Features">[N, channels, height, width] float32 each, in the order of the chosen features.</param>
/// <param name="T">The noise level of every sample: [N] float64.</param>
/// <param name="Condition">What the samples are conditioned on.</param>
public sealed record HeadInput(IReadOnlyList<Tensor> Features, Tensor T, Condition? Condition);
