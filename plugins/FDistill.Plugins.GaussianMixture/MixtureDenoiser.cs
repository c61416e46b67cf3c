using static TorchSharp.torch;

namespace FDistill.Plugins.GaussianMixture;

/// <summary>The exact denoiser of a mixture: no weights.</summary>
/// <param name="mixture">The mixture.</param>
public sealed class MixtureDenoiser(Mixture mixture) : PointDenoiser(nn.Sequential(), mixture.Deviation)
{
    /// <inheritdoc/>
    protected override Tensor Estimate(Tensor x, Tensor t) => mixture.Denoise(x.to_type(float64), t);
}
