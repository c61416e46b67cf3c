using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Frechet;

/// <summary>The squared Fréchet (2-Wasserstein) distance between Gaussians, |μa
/// − μb|² + tr Σa + tr Σb − 2 tr (Σa Σb)^½ (Dowson and Landau 1982).</summary>
/// <remarks>
/// tr (Σa Σb)^½ is the sum of the singular values of √Σa·√Σb, with the roots
/// taken by symmetric eigendecomposition. Unlike the square root of the
/// product, which is not symmetric, this is as accurate for covariances of deficient rank as for full ones.
/// </remarks>
public static class FrechetDistance
{
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>An eigenvalue of Σ below −1e-6 of the largest is no
    /// rounding: float32 statistics stay a tenth of it.</summary>
    private const double Indefinite = 1e-6;

    /// <summary>The distance.</summary>
    /// <returns>≥ 0; of equal Gaussians exactly 0.</returns>
    /// <exception cref="InvalidDataException">A covariance has a
    /// negative eigenvalue, or the dimensions differ.</exception>
    public static double Between(FeatureStatistics a, FeatureStatistics b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Mean.shape[0] != b.Mean.shape[0])
            throw new InvalidDataException($"Features of {a.Mean.shape[0]} and of {b.Mean.shape[0]} dimensions cannot be compared: they come from different extractors.");
        using var scope = NewDisposeScope();
        if (Same(a.Mean, b.Mean) && Same(a.Covariance, b.Covariance)) return 0;
        var means = (a.Mean - b.Mean).square().sum().item<double>();
        var traces = (a.Covariance.trace() + b.Covariance.trace()).item<double>();
        var cross = linalg.svdvals(HalfRoot(a.Covariance).t().matmul(HalfRoot(b.Covariance))).sum().item<double>();
        return Math.Max(0, means + traces - 2 * cross);
    }

    private static bool Same(Tensor a, Tensor b) => a.eq(b).all().item<bool>();

    /// <summary>V·√Λ of Σ = V·Λ·Vᵀ; eigenvalues at the level of rounding count as
    /// zero. Singular values do not see the rotation Vᵀ that is left out.</summary>
    private static Tensor HalfRoot(Tensor covariance)
    {
        var (values, vectors) = linalg.eigh(covariance);
        var (smallest, largest) = (values.min().item<double>(), values.abs().max().item<double>());
        if (smallest < -Indefinite * largest)
            throw new InvalidDataException($"A covariance has no negative eigenvalue, and this one has {smallest:G4} beside {largest:G4}: the statistics are damaged.");
        return vectors * values.where(values > largest * values.numel() * Epsilon, zeros_like(values)).sqrt();
    }
}
