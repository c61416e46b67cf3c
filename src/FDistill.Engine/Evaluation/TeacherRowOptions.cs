using System.ComponentModel.DataAnnotations;
using FDistill.Engine.Sampling;

namespace FDistill.Engine.Evaluation;

/// <summary>A way of sampling the teacher that has a row of its own.
/// What is absent is as is customary for the sampler.</summary>
public sealed class TeacherRowOptions : IValidatableObject
{
    /// <summary>One of the teacher's own samplers (latent models: <c>ddim</c>, <c>euler</c>,
    /// <c>ddpm</c>), or EDM's of second and first order, <c>heun</c> and <c>euler</c>.
    /// Absent: the teacher's first, else <c>heun</c>.</summary>
    public string? Sampler { get; set; }

    /// <summary>Steps of the trajectory. (EDM on CIFAR-10: 18; latent models: 50)</summary>
    [Range(1, 10_000)]
    public int? Steps { get; set; }

    /// <summary>Scale of classifier-free guidance; 1: none. (EDM: none;
    /// Stable Diffusion 1.5: 7.5; paper, Table 8: 3 and 8)</summary>
    [Range(0.0, double.MaxValue)]
    public double? Guidance { get; set; }

    /// <summary>η of DDIM: 0 for an ODE, 1 for as much noise as DDPM adds. (0)</summary>
    [Range(0.0, 1.0)]
    public double? Eta { get; set; }

    /// <summary>S_churn of EDM's sampler; 0: none, an ODE. (EDM: 0 but for ImageNet-64, where it is 40)</summary>
    [Range(0.0, double.MaxValue)]
    public double Churn { get; set; }

    /// <summary>S_min of EDM's sampler. (EDM: 0; ImageNet-64: 0.05)</summary>
    [Range(0.0, double.MaxValue)]
    public double ChurnFrom { get; set; }

    /// <summary>S_max of EDM's sampler; absent: no limit. (EDM: none; ImageNet-64: 50)</summary>
    [Range(0.0, double.MaxValue)]
    public double? ChurnTo { get; set; }

    /// <summary>S_noise of EDM's sampler. (EDM: 1; ImageNet-64: 1.003)</summary>
    [Range(0.0, double.MaxValue)]
    public double ChurnNoise { get; set; } = 1;

    /// <summary>The way as samplers take it.</summary>
    public TeacherSampling Sampling => new()
    {
        Sampler = Sampler,
        Steps = Steps,
        Guidance = Guidance,
        Eta = Eta,
        Churn = new HeunOptions { Churn = Churn, ChurnFrom = ChurnFrom, ChurnTo = ChurnTo ?? double.PositiveInfinity, ChurnNoise = ChurnNoise },
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var defaults = new TeacherRowOptions();
        if (Churn > 0)
        {
            if (ChurnTo < ChurnFrom)
                yield return new($"churnFrom {ChurnFrom} and churnTo {ChurnTo} leave no noise level at which noise is added; churnFrom must be at most churnTo", [nameof(ChurnFrom), nameof(ChurnTo)]);
            yield break;
        }

        foreach (var (isSet, key, member) in new[] { (ChurnFrom != defaults.ChurnFrom, "churnFrom", nameof(ChurnFrom)), (ChurnTo is not null, "churnTo", nameof(ChurnTo)), (ChurnNoise != defaults.ChurnNoise, "churnNoise", nameof(ChurnNoise)) })
            if (isSet) yield return new($"{key} has no effect: churn is 0, and no noise is added; leave it out, or give churn", [member]);
    }
}
