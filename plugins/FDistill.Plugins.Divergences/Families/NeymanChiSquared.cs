using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences.Families;

/// <summary>Neyman's χ²: f(r) = (r − 1)²/r, so f'' r² = 2/r; here
/// h(r) = 1/r, the constant being one that stage 2 cancels.</summary>
public sealed class NeymanChiSquared : IDivergence
{
    /// <inheritdoc/>
    public TailWeights? TailWeights => PowerLaw.TailWeights(gamma: -1);

    /// <inheritdoc/>
    public double? NormalizedVariance(double distance) => PowerLaw.NormalizedVariance(gamma: -1, distance);

    /// <inheritdoc/>
    public Tensor Weight(DensityRatio ratio) => PowerLaw.Weight(ratio, gamma: -1);
}
