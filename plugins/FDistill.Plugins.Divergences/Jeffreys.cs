using FDistill.Divergences;
using FDistill.Plugins.Divergences.Families;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences;

/// <summary>Jeffreys divergence, forward plus reverse KL: f(r) = (r − 1) log r, h(r) = r + 1 (Table 1).</summary>
/// <remarks>Unbounded: the ratio's clamp is what bounds it.</remarks>
public sealed class Jeffreys : IDivergence
{
    /// <inheritdoc/>
    public TailWeights? TailWeights => new(Left: -2, Right: -1);

    /// <inheritdoc/>
    public double? NormalizedVariance(double distance) => PowerLaw.NormalizedVariance(gamma: 1, distance) / 4;

    /// <inheritdoc/>
    public Tensor Weight(DensityRatio ratio)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        return ratio.Log.exp().add(1);
    }
}
