using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences.Families;

/// <summary>The power divergence h(r) = r^γ (Proposition 1 with a power for h).</summary>
/// <param name="options">γ.</param>
public sealed class Power(PowerOptions options) : IDivergence
{
    /// <inheritdoc/>
    public TailWeights? TailWeights => PowerLaw.TailWeights(options.Gamma);

    /// <inheritdoc/>
    public double? NormalizedVariance(double distance) => PowerLaw.NormalizedVariance(options.Gamma, distance);

    /// <inheritdoc/>
    public Tensor Weight(DensityRatio ratio) => PowerLaw.Weight(ratio, options.Gamma);
}
