using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences;

/// <summary>Jensen–Shannon divergence: f(r) = r log r − (r + 1)
/// log((r + 1) / 2), h(r) = r / (r + 1) (Table 1).</summary>
/// <remarks>A sigmoid of log r, so that no ratio overflows.</remarks>
public sealed class JensenShannon : IDivergence
{
    /// <inheritdoc/>
    public TailWeights? TailWeights => new(Left: -1, Right: -2);

    /// <inheritdoc/>
    public Tensor Weight(DensityRatio ratio)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        return ratio.Log.sigmoid();
    }
}
