using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences.Families;

/// <summary>Total variation, f(r) = |r − 1|/2, with its kink made smooth: h(r) = exp(−(log r)² / 2w²).</summary>
/// <remarks>Total variation itself has no h: its f'' is a point mass at
/// r = 1. As the width w → 0, h over its integral in log r tends to that
/// mass. Samples whose ratio is many widths from 1 hardly count.</remarks>
/// <param name="options">The width.</param>
public sealed class SmoothedTotalVariation(SmoothedTotalVariationOptions options) : IDivergence
{
    /// <inheritdoc/>
    public TailWeights? TailWeights => new(double.PositiveInfinity, double.NegativeInfinity);

    /// <inheritdoc/>
    /// <remarks>h and h² are bells in log r, of widths w and w/√2, and log r is normal.</remarks>
    public double? NormalizedVariance(double distance) => Mean(options.Width / Math.Sqrt(2), distance) / Math.Pow(Mean(options.Width, distance), 2) - 1;

    /// <inheritdoc/>
    public Tensor Weight(DensityRatio ratio)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        return ratio.Log.div(options.Width).square().mul(-0.5).exp();
    }

    /// <summary>E exp(−y²/2w²) of y ~ N(−m²/2, m²).</summary>
    private static double Mean(double width, double distance)
    {
        var variance = width * width + distance * distance;
        return width / Math.Sqrt(variance) * Math.Exp(-Math.Pow(distance, 4) / (8 * variance));
    }
}
