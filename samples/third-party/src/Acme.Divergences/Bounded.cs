using FDistill.Divergences;
using static TorchSharp.torch;

namespace Acme.Divergences;

/// <summary>h(r) = (r / (1 + r))^γ. By Proposition 1 any continuous
/// h ≥ 0 is the weighting of some f-divergence.</summary>
/// <param name="options">γ.</param>
public sealed class Bounded(BoundedOptions options) : IDivergence
{
    /// <inheritdoc/>
    /// <remarks>r / (1 + r) is the sigmoid of log r, which neither overflows nor loses digits.</remarks>
    public Tensor Weight(DensityRatio ratio)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        using var sigmoid = ratio.Log.sigmoid();
        return sigmoid.pow(options.Gamma);
    }
}
