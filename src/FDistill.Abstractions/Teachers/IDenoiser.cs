using static TorchSharp.torch;

namespace FDistill.Teachers;

/// <summary>A network D(x_t, t, c) that estimates the clean sample x_0 from a noised one.</summary>
/// <remarks>
/// Results are float32 whatever the weights' type, and differentiable
/// in <c>noised</c>, twice where the network's operators are
/// (exact R1 needs that). Inputs belong to the caller and are never
/// changed or disposed; results belong to the caller's dispose scope.
/// </remarks>
public interface IDenoiser : IDisposable
{
    /// <summary>Estimates x_0.</summary>
    /// <param name="noised">x_t: [N, C, H, W] float32.</param>
    /// <param name="t">[N] float64, on the device of <paramref name="noised"/>.</param>
    /// <param name="condition">What to generate, of N entries; null for a model without conditions.</param>
    /// <returns>The estimate: [N, C, H, W] float32.</returns>
    Tensor Denoise(Tensor noised, Tensor t, Condition? condition);

    /// <summary>Estimates x_0 and returns features on the way.</summary>
    /// <param name="noised">x_t: [N, C, H, W] float32.</param>
    /// <param name="t">[N] float64.</param>
    /// <param name="condition">What to generate.</param>
    /// <param name="wanted">Which features.</param>
    /// <returns>The estimate and the features in the order of <paramref name="wanted"/>.</returns>
    /// <remarks>The estimate carries no gradient towards <paramref name="noised"/>
    /// when <see cref="FeatureSelection.EstimateNeedsGradient"/> is false.</remarks>
    Denoised Denoise(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted);

    /// <summary>Computes features only, and stops at the last one needed.</summary>
    /// <param name="noised">x_t: [N, C, H, W] float32.</param>
    /// <param name="t">[N] float64.</param>
    /// <param name="condition">What to generate.</param>
    /// <param name="wanted">Which features.</param>
    /// <returns>The features, [N, channels, height, width] float32
    /// each, in the order of <paramref name="wanted"/>.</returns>
    IReadOnlyList<Tensor> Features(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted);

    /// <summary>The network with its parameters, for optimizers, averages and checkpoints.</summary>
    nn.Module Module { get; }
}

/// <summary>An estimate of x_0 with features of the network that made it.</summary>
/// <param name="Estimate">x_0: [N, C, H, W] float32.</param>
/// <param name="Features">[N, channels, height, width] float32 each.</param>
public sealed record Denoised(Tensor Estimate, IReadOnlyList<Tensor> Features);
