using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences.Families;

/// <summary>h(r) = r^γ, the weighting that every power divergence shares but
/// for a constant, which stage 2 of the normalisation cancels.</summary>
/// <remarks>γ = 0 is reverse-KL, ½ squared Hellinger, 1 forward-KL.</remarks>
internal static class PowerLaw
{
    /// <summary>h of a batch.</summary>
    /// <param name="ratio">r = p/q.</param>
    /// <param name="gamma">γ.</param>
    /// <returns>r^γ: [N], of the ratio's dtype.</returns>
    public static Tensor Weight(DensityRatio ratio, double gamma)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        return ratio.Log.mul(gamma).exp();
    }

    /// <summary>f'' = r^(γ−2), at both ends alike.</summary>
    /// <param name="gamma">γ.</param>
    public static TailWeights TailWeights(double gamma) => new(gamma - 2, gamma - 2);

    /// <summary>e^(γ²m²) − 1, for log r is normal with variance m².</summary>
    /// <param name="gamma">γ.</param>
    /// <param name="distance">m.</param>
    public static double NormalizedVariance(double gamma, double distance) => double.ExpM1(Math.Pow(gamma * distance, 2));
}
