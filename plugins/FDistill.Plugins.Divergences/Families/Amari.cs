using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences.Families;

/// <summary>Amari's α-divergence: f(r) = 4 (1 − r^((1+α)/2)) / (1 − α²), so h(r) =
/// r^((1+α)/2); α = −1 is reverse-KL, 0 squared Hellinger, 1 forward-KL.</summary>
/// <param name="options">α.</param>
public sealed class Amari(AmariOptions options) : IDivergence
{
    /// <inheritdoc/>
    public TailWeights? TailWeights => PowerLaw.TailWeights((1 + options.Alpha) / 2);

    /// <inheritdoc/>
    public double? NormalizedVariance(double distance) => PowerLaw.NormalizedVariance((1 + options.Alpha) / 2, distance);

    /// <inheritdoc/>
    public Tensor Weight(DensityRatio ratio) => PowerLaw.Weight(ratio, (1 + options.Alpha) / 2);
}
