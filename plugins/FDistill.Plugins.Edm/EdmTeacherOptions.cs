using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Edm;

/// <summary>Which EDM network to use, and its noise levels. Defaults: Karras et al. 2022, Table 1.</summary>
public sealed class EdmTeacherOptions : IValidatableObject
{
    /// <summary>A <c>.safetensors</c> file of a trained network, which states its architecture; absent: a fresh network, to be trained.</summary>
    [FilePath]
    public string? Checkpoint { get; set; }

    /// <summary>The network's size: needed for a fresh network, and for a checkpoint that does not state its own.</summary>
    public EdmArchitecture? Architecture { get; set; }

    /// <summary>The smallest noise level. (EDM: 0.002)</summary>
    [Range(1e-6, 1e6)]
    public double SigmaMin { get; set; } = 0.002;

    /// <summary>The largest noise level, at which a sample is noise alone. (EDM: 80)</summary>
    [Range(1e-6, 1e6)]
    public double SigmaMax { get; set; } = 80;

    /// <summary>The standard deviation of the data. (EDM: 0.5)</summary>
    [Range(1e-6, 1e6)]
    public double SigmaData { get; set; } = 0.5;

    /// <summary>How strongly times crowd at small noise levels. (EDM: 7)</summary>
    [Range(1.0, 100.0)]
    public double Rho { get; set; } = 7;

    /// <summary>The mean of ln σ in training from scratch. (EDM: P_mean = −1.2)</summary>
    [Range(-20.0, 20.0)]
    public double TrainingMean { get; set; } = -1.2;

    /// <summary>The standard deviation of ln σ in training from scratch. (EDM: P_std = 1.2)</summary>
    [Range(1e-6, 20.0)]
    public double TrainingDeviation { get; set; } = 1.2;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Checkpoint is null && Architecture is null)
            yield return new("give either checkpoint (a trained network) or architecture (a fresh one)", [nameof(Checkpoint), nameof(Architecture)]);
        if (SigmaMin >= SigmaMax)
            yield return new($"sigmaMin {SigmaMin} must be below sigmaMax {SigmaMax}", [nameof(SigmaMin), nameof(SigmaMax)]);
    }
}
