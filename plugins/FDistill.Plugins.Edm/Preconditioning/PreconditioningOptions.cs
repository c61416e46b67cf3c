using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.Edm.Noise;
using FDistill.Plugins.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Preconditioning;

/// <summary>Which preconditioning a network was trained with, and its
/// constants. Defaults: EDM's repository, training/networks.py.</summary>
public sealed class PreconditioningOptions : IValidatableObject
{
    /// <summary>Half of β_d and β_min together, the logarithm of the largest
    /// noise level's square, at which float32 still holds that square.</summary>
    private const double LargestExponent = 80;

    /// <summary>The kind. (EDM: its own)</summary>
    public PreconditioningKind Kind { get; set; }

    /// <summary>The smallest noise level that the network knows,
    /// for the kinds edm and ve; absent: 0, 0.02. (EDM)</summary>
    [Range(0.0, 1e6)]
    public double? SigmaMin { get; set; }

    /// <summary>The largest, for the kinds edm and ve; absent: no limit, 100. (EDM)</summary>
    [Range(1e-6, 1e9)]
    public double? SigmaMax { get; set; }

    /// <summary>vp: how fast the rate of noise grows. (EDM: 19.9)</summary>
    [Range(1e-3, 1000.0)]
    public double BetaD { get; set; } = 19.9;

    /// <summary>vp: the rate of noise at t = 0. (EDM: 0.1)</summary>
    [Range(0.0, 1000.0)]
    public double BetaMin { get; set; } = 0.1;

    /// <summary>vp: the time of the smallest noise level. (EDM: 1e-5)</summary>
    [Range(1e-12, 1.0, MaximumIsExclusive = true)]
    public double FirstTime { get; set; } = 1e-5;

    /// <summary>iddpm: the smallest ratio of the signal's share at neighbouring steps. (EDM: C_1 = 0.001)</summary>
    [Range(1e-12, 1.0, MaximumIsExclusive = true)]
    public double SmallestRatio { get; set; } = 0.001;

    /// <summary>iddpm: how far the signal's share stays from its end. (EDM: C_2 = 0.008)</summary>
    [Range(1e-12, 1.0)]
    public double Offset { get; set; } = 0.008;

    /// <summary>vp and iddpm: steps of training. (EDM: M = 1000)</summary>
    [Range(2, 1_000_000)]
    public int Steps { get; set; } = 1000;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind is not (PreconditioningKind.Edm or PreconditioningKind.Ve) && (SigmaMin ?? SigmaMax) is not null)
            yield return new($"sigmaMin and sigmaMax have no effect: they belong to the kinds 'edm' and 've', and kind is '{Named(Kind)}'; leave them out", [SigmaMin is null ? nameof(SigmaMax) : nameof(SigmaMin)]);
        else if (Kind == PreconditioningKind.Ve && SigmaMin == 0)
            yield return new("sigmaMin is 0, of which the kind 've' takes the logarithm; give the smallest noise level of the network's training", [nameof(SigmaMin)]);
        else if (Kind == PreconditioningKind.Ve ? SmallestOfVe >= LargestOfVe : SigmaMin >= SigmaMax)
            yield return new($"sigmaMin {SigmaMin ?? SmallestOfVe} must be below sigmaMax {SigmaMax ?? LargestOfVe}", [nameof(SigmaMin), nameof(SigmaMax)]);

        var defaults = new PreconditioningOptions();
        if (Kind != PreconditioningKind.Vp)
        {
            foreach (var (value, standing, member) in new[] { (BetaD, defaults.BetaD, nameof(BetaD)), (BetaMin, defaults.BetaMin, nameof(BetaMin)), (FirstTime, defaults.FirstTime, nameof(FirstTime)) })
                if (value != standing)
                    yield return new($"{Key(member)} has no effect: it belongs to the kind 'vp', and kind is '{Named(Kind)}'; leave it out, or choose the kind 'vp'", [member]);
        }
        else if (BetaD / 2 + BetaMin > LargestExponent)
        {
            yield return new(
                $"betaD {BetaD} and betaMin {BetaMin} take the largest noise level, √(exp(betaD / 2 + betaMin) − 1), beyond what float32 can square; keep betaD / 2 + betaMin at {LargestExponent} or below",
                [nameof(BetaD), nameof(BetaMin)]);
        }
    }

    /// <summary>The constants of improved DDPM's noise levels that are set and that nothing looks at.</summary>
    /// <param name="spread">How the teacher's noise levels are spread.</param>
    internal IEnumerable<ValidationResult> UnusedSteps(NoiseSpread spread)
    {
        if (Kind == PreconditioningKind.Iddpm || spread == NoiseSpread.Iddpm) yield break;
        var defaults = new PreconditioningOptions();
        foreach (var (isSet, member) in new[] { (SmallestRatio != defaults.SmallestRatio, nameof(SmallestRatio)), (Offset != defaults.Offset, nameof(Offset)), (Steps != defaults.Steps && Kind != PreconditioningKind.Vp, nameof(Steps)) })
            if (isSet)
                yield return new(
                    $"architecture.preconditioning.{Key(member)} has no effect: no kind 'iddpm'{(member == nameof(Steps) ? " or 'vp'" : "")} and no spread 'iddpm' looks at it; leave it out, or choose one of them",
                    [nameof(EdmTeacherOptions.Architecture)]);
    }

    /// <summary>Makes the preconditioning.</summary>
    /// <param name="sigmaData">The standard deviation of the data, for the kind edm.</param>
    /// <param name="device">Where its table lives, if it has one.</param>
    public IPreconditioning Create(double sigmaData, Device device) => Kind switch
    {
        PreconditioningKind.Edm => new EdmPreconditioning(sigmaData, SigmaMin ?? 0, SigmaMax ?? double.PositiveInfinity),
        PreconditioningKind.Vp => new VpPreconditioning(BetaD, BetaMin, Steps, FirstTime),
        PreconditioningKind.Ve => new VePreconditioning(SmallestOfVe, LargestOfVe),
        PreconditioningKind.Iddpm => new IddpmPreconditioning(SmallestRatio, Offset, Steps, device),
        _ => throw new InvalidOperationException($"unknown preconditioning {Kind}"),
    };

    /// <summary>The noise levels that a network of this kind is trained at.</summary>
    /// <param name="edm">Those of the kind edm.</param>
    internal ITrainingNoise TrainingNoise(LogNormalNoise edm) => Kind switch
    {
        PreconditioningKind.Edm => edm,
        PreconditioningKind.Vp => new VpTrainingNoise(new VpCurve(BetaD, BetaMin), FirstTime),
        PreconditioningKind.Ve => new VeTrainingNoise(SmallestOfVe, LargestOfVe),
        PreconditioningKind.Iddpm => new TableTrainingNoise(StepLevels),
        _ => throw new InvalidOperationException($"unknown preconditioning {Kind}"),
    };

    /// <summary>iddpm: the noise levels of the steps, the largest first.</summary>
    internal float[] StepLevels => IddpmTable.Of(SmallestRatio, Offset, Steps)[..^1];

    private static string Named(PreconditioningKind kind) => Key($"{kind}");

    private static string Key(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private double SmallestOfVe => SigmaMin ?? 0.02;

    private double LargestOfVe => SigmaMax ?? 100;
}

/// <summary>Kinds of preconditioning (Karras et al. 2022, Table 1).</summary>
public enum PreconditioningKind
{
    /// <summary>EDM's own.</summary>
    Edm,

    /// <summary>Variance preserving (Song et al. 2021).</summary>
    Vp,

    /// <summary>Variance exploding (Song et al. 2021).</summary>
    Ve,

    /// <summary>Improved DDPM (Nichol and Dhariwal 2021).</summary>
    Iddpm,
}
