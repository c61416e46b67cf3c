using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences;

/// <summary>Reverse Kullback–Leibler divergence: f(r) = −log r, h(r) = 1 (Table 1).</summary>
/// <remarks>Every sample weighs the same: DMD, DMD2 and variational score distillation are this case.</remarks>
public sealed class ReverseKl : IDivergence
{
    /// <inheritdoc/>
    public TailWeights? TailWeights => new(Left: -2, Right: -2);

    /// <inheritdoc/>
    public double? NormalizedVariance(double distance) => 0;

    /// <inheritdoc/>
    public Tensor Weight(DensityRatio ratio)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        return ones_like(ratio.Log);
    }
}
