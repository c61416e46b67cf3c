namespace FDistill.Engine.Objective;

/// <summary>The loss by which the fake score learns to denoise the student's samples.</summary>
public sealed class DenoisingOptions
{
    /// <summary>What the squared error is taken of. (FastGen on EDM: x_0)</summary>
    public DenoisingTarget Target { get; set; } = DenoisingTarget.Sample;

    /// <summary>How the levels t are weighted, for <see cref="DenoisingTarget.Sample"/>. (FastGen: all alike)</summary>
    public DenoisingWeighting Weighting { get; set; } = DenoisingWeighting.Uniform;
}

/// <summary>What the squared error of a denoiser is taken of.</summary>
public enum DenoisingTarget
{
    /// <summary>The clean sample x_0.</summary>
    Sample,

    /// <summary>The noise ε.</summary>
    Noise,
}

/// <summary>How the levels t are weighted in a denoising loss.</summary>
public enum DenoisingWeighting
{
    /// <summary>All alike: the plain mean.</summary>
    Uniform,

    /// <summary>By the schedule's λ(t), at which every t matters alike (EDM: 1/c_out²).</summary>
    Schedule,
}
