using System.ComponentModel.DataAnnotations;

namespace FDistill.Engine.Sampling;

/// <summary>How <see cref="HeunSampler"/> samples. Defaults: EDM's
/// deterministic sampler (Karras et al. 2022, Table 1).</summary>
public sealed record HeunOptions
{
    /// <summary>Intervals of the trajectory; N intervals of second order
    /// cost 2N − 1 network evaluations. (EDM on CIFAR-10: 18)</summary>
    [Range(1, 10_000)]
    public int Steps { get; init; } = 18;

    /// <summary>Whether each interval but the last is corrected by the
    /// slope at its end (Heun); else plain Euler. (EDM: yes)</summary>
    public bool SecondOrder { get; init; } = true;

    /// <summary>S_churn, the noise added over the whole trajectory; 0:
    /// none. (EDM: 0 but for ImageNet-64, where it is 40)</summary>
    [Range(0.0, double.MaxValue)]
    public double Churn { get; init; }

    /// <summary>S_min: no noise is added at smaller levels. (EDM: 0)</summary>
    [Range(0.0, double.MaxValue)]
    public double ChurnFrom { get; init; }

    /// <summary>S_max: no noise is added at larger levels. (EDM: ∞)</summary>
    public double ChurnTo { get; init; } = double.PositiveInfinity;

    /// <summary>S_noise: the factor of the added noise. (EDM: 1)</summary>
    [Range(0.0, double.MaxValue)]
    public double ChurnNoise { get; init; } = 1;
}
