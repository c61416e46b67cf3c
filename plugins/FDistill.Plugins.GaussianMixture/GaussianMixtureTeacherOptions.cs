using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.GaussianMixture;

/// <summary>Options of <see cref="GaussianMixtureTeacher"/>.</summary>
public sealed class GaussianMixtureTeacherOptions : MixtureOptions
{
    /// <summary>The smallest noise level. (EDM: 0.002)</summary>
    [Range(1e-6, 1e6)]
    public double SigmaMin { get; set; } = 0.002;

    /// <summary>The largest noise level. (EDM: 80)</summary>
    [Range(1e-6, 1e6)]
    public double SigmaMax { get; set; } = 80;

    /// <summary>How strongly times crowd at small noise levels. (EDM: 7)</summary>
    [Range(1.0, 100.0)]
    public double Rho { get; set; } = 7;

    /// <summary>What student and fake score are. (house: a small network)</summary>
    public StudentKind Student { get; set; } = StudentKind.Mlp;

    /// <summary>The network's size, for <see cref="StudentKind.Mlp"/>.</summary>
    public MlpOptions Mlp { get; set; } = new();

    /// <summary>Where the map starts, for <see cref="StudentKind.Affine"/>.</summary>
    public AffineOptions Affine { get; set; } = new();

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var problem in base.Validate(validationContext)) yield return problem;
        if (SigmaMin >= SigmaMax)
            yield return new($"sigmaMin {SigmaMin} must be below sigmaMax {SigmaMax}", [nameof(SigmaMin), nameof(SigmaMax)]);
        var (mlp, affine) = (new MlpOptions(), new AffineOptions());
        if (Student == StudentKind.Affine && (Mlp.Width, Mlp.Layers) != (mlp.Width, mlp.Layers))
            yield return new("mlp has no effect: student is 'affine'; leave it out, or choose the student 'mlp'", [nameof(Mlp)]);
        if (Student == StudentKind.Mlp && (Affine.Mean.Length > 0 || Affine.Deviation != affine.Deviation))
            yield return new("affine has no effect: student is 'mlp'; leave it out, or choose the student 'affine'", [nameof(Affine)]);
        if (Student != StudentKind.Affine) yield break;
        if (Affine.Deviation >= SigmaMax)
            yield return new($"affine.deviation {Affine.Deviation} must be below sigmaMax {SigmaMax}", [nameof(Affine)]);
        if (Affine.Mean.Length != 0 && Affine.Mean.Length != Dimension)
            yield return new($"affine.mean has {Affine.Mean.Length} numbers, the points have dimension {Dimension}", [nameof(Affine)]);
    }
}

/// <summary>What a student of a mixture is.</summary>
public enum StudentKind
{
    /// <summary>A fully connected network with EDM's preconditioning.</summary>
    Mlp,

    /// <summary>The exact denoiser of one Gaussian, an affine map of x: its samples are always one Gaussian.</summary>
    Affine,
}

/// <summary>The size of a fully connected denoiser.</summary>
public sealed class MlpOptions
{
    /// <summary>The width of the hidden layers. (house: 64)</summary>
    [Range(1, 4096)]
    public int Width { get; set; } = 64;

    /// <summary>How many hidden layers there are. (house: 3)</summary>
    [Range(1, 16)]
    public int Layers { get; set; } = 3;
}

/// <summary>The Gaussian that an affine student's samples start as.</summary>
public sealed class AffineOptions
{
    /// <summary>Its mean; the origin if absent.</summary>
    public double[] Mean { get; set; } = [];

    /// <summary>Its standard deviation. (house: 1)</summary>
    [Range(1e-6, 1e6)]
    public double Deviation { get; set; } = 1;
}
