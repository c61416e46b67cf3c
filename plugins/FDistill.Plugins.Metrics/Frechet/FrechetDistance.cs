using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Frechet;

/// <summary>The squared Fréchet (2-Wasserstein) distance between Gaussians, |μa − μb|² + tr Σa + tr Σb − 2 tr (Σa Σb)^½ (Dowson and Landau 1982).</summary>
/// <remarks>
/// tr (Σa Σb)^½ is the sum of the singular values of √Σa·√Σb, with the roots taken by symmetric eigendecomposition. Unlike the square root of the
/// product, which is not symmetric, this is as accurate for covariances of deficient rank as for full ones.
/// </remarks>
public static class FrechetDistance
{
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>The distance.</summary>
    /// <returns>≥ 0.</returns>
    public static double Between(FeatureStatistics a, FeatureStatistics b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        using var scope = NewDisposeScope();
        var means = (a.Mean - b.Mean).square().sum().item<double>();
        var traces = (a.Covariance.trace() + b.Covariance.trace()).item<double>();
        var cross = linalg.svdvals(HalfRoot(a.Covariance).t().matmul(HalfRoot(b.Covariance))).sum().item<double>();
        return Math.Max(0, means + traces - 2 * cross);
    }

    /// <summary>V·√Λ of Σ = V·Λ·Vᵀ; eigenvalues at the level of rounding count as zero. Singular values do not see the rotation Vᵀ that is left out.</summary>
    private static Tensor HalfRoot(Tensor covariance)
    {
        var (values, vectors) = linalg.eigh(covariance);
        var rounding = values.abs().max() * (values.numel() * Epsilon);
        return vectors * values.where(values > rounding, zeros_like(values)).sqrt();
    }
}
