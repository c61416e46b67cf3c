using FDistill.Divergences;
using FDistill.Plugins.Divergences.Families;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences;

/// <summary>Squared Hellinger distance: f(r) = 1 − √r, h(r) = √r / 4 (Table 1).</summary>
/// <remarks>From log r: √r is finite where r no longer is.</remarks>
public sealed class SquaredHellinger : IDivergence
{
    /// <inheritdoc/>
    public TailWeights? TailWeights => new(Left: -1.5, Right: -1.5);

    /// <inheritdoc/>
    public double? NormalizedVariance(double distance) => PowerLaw.NormalizedVariance(gamma: 0.5, distance);

    /// <inheritdoc/>
    public Tensor Weight(DensityRatio ratio)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        return ratio.Log.mul(0.5).exp().mul(0.25);
    }
}
