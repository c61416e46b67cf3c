using System.ComponentModel.DataAnnotations;

namespace FDistill.Engine.Sampling;

/// <summary>How a teacher is sampled: by one of the samplers that it brings,
/// or by EDM's. What is absent is as is customary for the sampler.</summary>
public sealed record TeacherSampling
{
    /// <summary>One of the teacher's own samplers (<c>ddim</c>, …), or <c>heun</c> or <c>euler</c>
    /// for EDM's of second and first order. Absent: the teacher's first, else <c>heun</c>.</summary>
    public string? Sampler { get; init; }

    /// <summary>Steps of the trajectory. (EDM on CIFAR-10: 18; latent models: 50)</summary>
    [Range(1, 10_000)]
    public int? Steps { get; init; }

    /// <summary>g of classifier-free guidance; 1: none. (EDM: none; Stable Diffusion 1.5: 7.5)</summary>
    [Range(0.0, double.MaxValue)]
    public double? Guidance { get; init; }

    /// <summary>η of DDIM: 0 for an ODE, 1 for as much noise as DDPM adds. (0)</summary>
    [Range(0.0, 1.0)]
    public double? Eta { get; init; }

    /// <summary>The noise that EDM's sampler adds; its own steps and
    /// order are not looked at. (EDM: none but for ImageNet-64)</summary>
    public HeunOptions Churn { get; init; } = new();
}
