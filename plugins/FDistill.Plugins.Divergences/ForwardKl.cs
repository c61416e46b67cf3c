using FDistill.Divergences;
using FDistill.Plugins.Divergences.Families;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences;

/// <summary>Forward Kullback–Leibler divergence: f(r) = r log r, h(r) = r (Table 1).</summary>
/// <remarks>Unbounded: the ratio's clamp is what bounds it.</remarks>
public sealed class ForwardKl : IDivergence
{
    /// <inheritdoc/>
    public TailWeights? TailWeights => new(Left: -1, Right: -1);

    /// <inheritdoc/>
    public double? NormalizedVariance(double distance) => PowerLaw.NormalizedVariance(gamma: 1, distance);

    /// <inheritdoc/>
    public Tensor Weight(DensityRatio ratio)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        return ratio.Log.exp();
    }
}
