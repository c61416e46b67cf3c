using FDistill.Plugins.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Noise;

/// <summary>VE's training: ln σ uniform, λ = 1/σ² (EDM, training/loss.py, VELoss).</summary>
/// <param name="smallest">σ_min. (EDM: 0.02)</param>
/// <param name="largest">σ_max. (EDM: 100)</param>
internal sealed class VeTrainingNoise(double smallest, double largest) : ITrainingNoise
{
    /// <inheritdoc/>
    public Tensor Sigma(Tensor normal) => OfUniform(special.ndtr(normal));

    /// <summary>σ from uniform numbers.</summary>
    public Tensor OfUniform(Tensor uniform) => uniform.mul(Math.Log(largest / smallest)).exp().mul(smallest);

    /// <inheritdoc/>
    public Tensor Weight(Tensor sigma) => sigma.square().reciprocal();
}
