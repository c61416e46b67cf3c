using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>The density ratio that a discriminator's logits stand
/// for: r_t = D/(1 − D) = e^ℓ (paper, Section 3.3).</summary>
public static class RatioEstimate
{
    /// <summary>Estimates r. With several heads ℓ is their mean, taken before the clamp (FastGen).</summary>
    /// <param name="logits">ℓ of N samples: [N, heads], of any float type.</param>
    /// <param name="options">The clamps of log r and r.</param>
    /// <returns>r, clamped, without gradient.</returns>
    public static DensityRatio Of(Tensor logits, RatioOptions options)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(options);
        using var ungraded = no_grad();
        var log = logits.to(ScalarType.Float32).mean([1]).clamp(-options.LogClamp, options.LogClamp);
        var value = log.exp().clamp(options.Lower, options.Upper);
        return new DensityRatio(value, log.clamp(Math.Log(options.Lower), Math.Log(options.Upper)));
    }

    /// <summary>The share of samples whose r lies on a clamp.</summary>
    /// <param name="ratio">What <see cref="Of"/> returned.</param>
    /// <param name="options">The same clamps.</param>
    /// <returns>A number in [0, 1]: [] float32.</returns>
    public static Tensor ClampedShare(DensityRatio ratio, RatioOptions options)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        ArgumentNullException.ThrowIfNull(options);
        return ratio.Value.le(options.Lower).logical_or(ratio.Value.ge(options.Upper)).to(ScalarType.Float32).mean();
    }
}
