using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>Clips the teacher's score (paper, Appendix D.5), by way of
/// the noise that it stands for: ε̂ = −σ s_p = (x_t − α D)/σ.</summary>
/// <param name="noise">α and σ.</param>
/// <param name="options">How far it may go.</param>
public sealed class ScoreClipping(INoiseSchedule noise, ScoreClippingOptions options)
{
    /// <summary>Divisors by α are at least this: at pure noise an estimate of x_0 says next to nothing of ε.</summary>
    private const double SmallestAlpha = 1e-3;

    private const double Tiny = 1e-12;

    /// <summary>Clips an estimate.</summary>
    /// <param name="estimate">D_p(x_t), guided: [N, C, H, W] float32.</param>
    /// <param name="noised">x_t: [N, C, H, W] float32.</param>
    /// <param name="t">[N] float64.</param>
    /// <returns>The estimate of x_0 whose ε̂ is within bounds, without gradient:
    /// a sample that was within them is the same to the bit.</returns>
    public Tensor Apply(Tensor estimate, Tensor noised, Tensor t)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        ArgumentNullException.ThrowIfNull(noised);
        if (options is { Norm: 0, Elements: 0 }) return estimate;
        using var ungraded = no_grad();
        var (alpha, sigma) = (noise.Alpha(t).PerSample(noised), noise.Sigma(t).PerSample(noised));
        var epsilon = (noised - alpha * estimate) / sigma;
        return estimate + (epsilon - Clipped(epsilon)) * (sigma / alpha.clamp(min: SmallestAlpha));
    }

    private Tensor Clipped(Tensor epsilon)
    {
        var clipped = options.Elements > 0 ? epsilon.clamp(-options.Elements, options.Elements) : epsilon;
        if (options.Norm == 0) return clipped;
        var norm = clipped.square().mean([1, 2, 3], keepdim: true).sqrt();
        return clipped * (options.Norm / (norm + Tiny)).clamp(max: 1);
    }
}
