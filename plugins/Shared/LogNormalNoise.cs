using static TorchSharp.torch;

namespace FDistill.Plugins.Shared;

/// <summary>EDM's training: ln σ is normal, and λ = 1/c_out², so that
/// every level matters alike (Karras et al. 2022, Table 1).</summary>
/// <param name="mean">P_mean.</param>
/// <param name="deviation">P_std.</param>
/// <param name="sigmaData">The standard deviation of the data.</param>
internal sealed class LogNormalNoise(double mean, double deviation, double sigmaData) : ITrainingNoise
{
    /// <inheritdoc/>
    public Tensor Sigma(Tensor normal) => normal.mul(deviation).add(mean).exp();

    /// <inheritdoc/>
    /// <remarks>(σ² + σ_data²) / (σ σ_data)².</remarks>
    public Tensor Weight(Tensor sigma) => sigma.square().add(sigmaData * sigmaData).div(sigma.mul(sigmaData).square());
}
