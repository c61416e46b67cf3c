using FDistill.Plugins.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Noise;

/// <summary>VP's training: t uniform in [ε_t, 1], λ = 1/σ² (EDM, training/loss.py, VPLoss).</summary>
/// <param name="curve">σ(t).</param>
/// <param name="first">ε_t. (EDM: 1e-5)</param>
internal sealed class VpTrainingNoise(VpCurve curve, double first) : ITrainingNoise
{
    /// <inheritdoc/>
    public Tensor Sigma(Tensor normal) => OfUniform(special.ndtr(normal));

    /// <summary>σ from uniform numbers.</summary>
    public Tensor OfUniform(Tensor uniform) => curve.Sigma(uniform.mul(first - 1).add(1));

    /// <inheritdoc/>
    public Tensor Weight(Tensor sigma) => sigma.square().reciprocal();
}
