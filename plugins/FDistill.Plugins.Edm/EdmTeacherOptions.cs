using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.Edm.Preconditioning;

namespace FDistill.Plugins.Edm;

/// <summary>Which EDM network to use, and its noise levels. Defaults: Karras et al. 2022, Table 1.</summary>
public sealed class EdmTeacherOptions : IValidatableObject
{
    /// <summary>A trained network: this project's <c>.safetensors</c> or EDM's
    /// <c>.pkl</c>, which state their architecture, or any file of weights that does
    /// not, with <see cref="Architecture"/>; absent: a fresh network, to be trained.</summary>
    [FilePath]
    public string? Checkpoint { get; set; }

    /// <summary>Which network to take from a checkpoint of several; one that has
    /// none of this name is taken whole. (EDM: ema, the averaged weights)</summary>
    [Required]
    public string Entry { get; set; } = "ema";

    /// <summary>Which network, and its size: needed for a fresh network,
    /// and for a checkpoint that does not state its own.</summary>
    public EdmArchitecture? Architecture { get; set; }

    /// <summary>The smallest noise level; at least that which the network knows. (EDM: 0.002)</summary>
    [Range(1e-6, 1e6)]
    public double SigmaMin { get; set; } = 0.002;

    /// <summary>The largest noise level, at which a sample is noise
    /// alone; at most that which the network knows. (EDM: 80)</summary>
    [Range(1e-6, 1e6)]
    public double SigmaMax { get; set; } = 80;

    /// <summary>The standard deviation of the data. (EDM: 0.5)</summary>
    [Range(1e-6, 1e6)]
    public double SigmaData { get; set; } = 0.5;

    /// <summary>How noise levels are spread, in distillation and in
    /// sampling. (EDM: rho, for networks of every preconditioning)</summary>
    public NoiseSpread Spread { get; set; }

    /// <summary>How strongly times crowd at small noise levels, for the spread rho. (EDM: 7)</summary>
    [Range(1.0, 100.0)]
    public double Rho { get; set; } = 7;

    /// <summary>The mean of ln σ in training from scratch, for
    /// EDM's own preconditioning. (EDM: P_mean = −1.2)</summary>
    [Range(-20.0, 20.0)]
    public double TrainingMean { get; set; } = -1.2;

    /// <summary>The standard deviation of ln σ in training from scratch,
    /// for EDM's own preconditioning. (EDM: P_std = 1.2)</summary>
    [Range(1e-6, 20.0)]
    public double TrainingDeviation { get; set; } = 1.2;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Checkpoint is null && Architecture is null)
            yield return new("give either checkpoint (a trained network) or architecture (a fresh one)", [nameof(Checkpoint), nameof(Architecture)]);
        if (SigmaMin >= SigmaMax)
            yield return new($"sigmaMin {SigmaMin} must be below sigmaMax {SigmaMax}", [nameof(SigmaMin), nameof(SigmaMax)]);

        var defaults = new EdmTeacherOptions();
        if (Spread != NoiseSpread.Rho && Rho != defaults.Rho)
            yield return new($"rho has no effect: it belongs to the spread 'rho', and spread is '{$"{Spread}".ToLowerInvariant()}'; leave it out, or choose the spread 'rho'", [nameof(Rho)]);
        if (Checkpoint is null && Entry != defaults.Entry)
            yield return new("entry has no effect: it names a network of a checkpoint, and there is none; leave it out, or give checkpoint", [nameof(Entry)]);
        if (Architecture is null) yield break;
        if (Architecture.Preconditioning.Kind != PreconditioningKind.Edm)
            foreach (var (isSet, member) in new[] { (TrainingMean != defaults.TrainingMean, "trainingMean"), (TrainingDeviation != defaults.TrainingDeviation, "trainingDeviation") })
                if (isSet)
                    yield return new($"{member} has no effect: it belongs to the preconditioning 'edm', and architecture.preconditioning.kind is another; leave it out", [char.ToUpperInvariant(member[0]) + member[1..]]);
        foreach (var unused in Architecture.Preconditioning.UnusedSteps(Spread)) yield return unused;
    }
}

/// <summary>How noise levels are spread between the smallest and the
/// largest (EDM, generate.py, ablation_sampler, discretization).</summary>
public enum NoiseSpread
{
    /// <summary>σ^(1/ρ) is linear (EDM).</summary>
    Rho,

    /// <summary>Linear in the time of a variance-preserving process.</summary>
    Vp,

    /// <summary>ln σ is linear, as in variance-exploding models.</summary>
    Ve,

    /// <summary>The steps of improved DDPM.</summary>
    Iddpm,
}
