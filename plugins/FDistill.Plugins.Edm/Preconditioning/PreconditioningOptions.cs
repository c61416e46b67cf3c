using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.Edm.Noise;
using FDistill.Plugins.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Preconditioning;

/// <summary>Which preconditioning a network was trained with, and its constants. Defaults: EDM's repository, training/networks.py.</summary>
public sealed class PreconditioningOptions
{
    /// <summary>The kind. (EDM: its own)</summary>
    public PreconditioningKind Kind { get; set; }

    /// <summary>The smallest noise level that the network knows, for the kinds edm and ve; absent: 0, 0.02. (EDM)</summary>
    [Range(0.0, 1e6)]
    public double? SigmaMin { get; set; }

    /// <summary>The largest, for the kinds edm and ve; absent: no limit, 100. (EDM)</summary>
    [Range(1e-6, 1e9)]
    public double? SigmaMax { get; set; }

    /// <summary>vp: how fast the rate of noise grows. (EDM: 19.9)</summary>
    [Range(0.0, 1000.0)]
    public double BetaD { get; set; } = 19.9;

    /// <summary>vp: the rate of noise at t = 0. (EDM: 0.1)</summary>
    [Range(0.0, 1000.0)]
    public double BetaMin { get; set; } = 0.1;

    /// <summary>vp: the time of the smallest noise level. (EDM: 1e-5)</summary>
    [Range(1e-12, 1.0)]
    public double FirstTime { get; set; } = 1e-5;

    /// <summary>iddpm: the smallest ratio of the signal's share at neighbouring steps. (EDM: C_1 = 0.001)</summary>
    [Range(1e-12, 1.0)]
    public double SmallestRatio { get; set; } = 0.001;

    /// <summary>iddpm: how far the signal's share stays from its end. (EDM: C_2 = 0.008)</summary>
    [Range(1e-12, 1.0)]
    public double Offset { get; set; } = 0.008;

    /// <summary>vp and iddpm: steps of training. (EDM: M = 1000)</summary>
    [Range(2, 1_000_000)]
    public int Steps { get; set; } = 1000;

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
