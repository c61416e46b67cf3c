using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences.Families;

/// <summary>Pearson's χ²: f(r) = (r − 1)², so f'' r² = 2 r²; here
/// h(r) = r², the constant being one that stage 2 cancels.</summary>
public sealed class PearsonChiSquared : IDivergence
{
    /// <inheritdoc/>
    public TailWeights? TailWeights => PowerLaw.TailWeights(gamma: 2);

    /// <inheritdoc/>
    public double? NormalizedVariance(double distance) => PowerLaw.NormalizedVariance(gamma: 2, distance);

    /// <inheritdoc/>
    public Tensor Weight(DensityRatio ratio) => PowerLaw.Weight(ratio, gamma: 2);
}
