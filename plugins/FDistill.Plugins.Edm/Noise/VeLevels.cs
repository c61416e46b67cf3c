using FDistill.Plugins.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Noise;

/// <summary>The spread of VE's own sampler: equal steps of ln σ (EDM, generate.py, ablation_sampler).</summary>
/// <param name="smallest">σ_min.</param>
/// <param name="largest">σ_max.</param>
internal sealed class VeLevels(double smallest, double largest) : INoiseLevels
{
    private readonly double span = Math.Log(largest / smallest);

    /// <inheritdoc/>
    public double Smallest => smallest;

    /// <inheritdoc/>
    public double Largest => largest;

    /// <inheritdoc/>
    public double Falling(double share) => largest * Math.Exp(-share * span);

    /// <inheritdoc/>
    public Tensor Rising(Tensor share) => share.mul(span).exp().mul(smallest).clamp(smallest, largest);

    /// <inheritdoc/>
    public Tensor Share(Tensor sigma) => sigma.clamp(smallest, largest).div(smallest).log().div(span).clamp(0, 1);
}
