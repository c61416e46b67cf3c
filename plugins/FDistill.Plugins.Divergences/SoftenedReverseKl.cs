using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences;

/// <summary>Softened reverse KL: f(r) = (r + 1) log((r + 1) / 2r), h(r) = 1 / (r + 1) (Table 1).</summary>
/// <remarks>A sigmoid of −log r, so that no ratio overflows.</remarks>
public sealed class SoftenedReverseKl : IDivergence
{
    /// <inheritdoc/>
    public TailWeights? TailWeights => new(Left: -2, Right: -3);

    /// <inheritdoc/>
    public Tensor Weight(DensityRatio ratio)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        return ratio.Log.neg().sigmoid();
    }
}
