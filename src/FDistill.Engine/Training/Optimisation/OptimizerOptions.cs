using System.ComponentModel.DataAnnotations;

namespace FDistill.Engine.Training.Optimisation;

/// <summary>AdamW, Adam or RAdam and its learning rate, for one network.</summary>
public sealed class OptimizerOptions : IValidatableObject
{
    /// <summary>RAdam rectifies where ρ∞ = 2/(1 − β₂) − 1 is above 5.</summary>
    private const double SmallestRectified = 2.0 / 3;

    /// <summary>The optimizer. (FastGen: AdamW; EDM's own training:
    /// Adam, which without weight decay is the same)</summary>
    public OptimizerKind Kind { get; set; }

    /// <summary>The learning rate that the schedule scales. (paper, Table 5: 1e-4 on CIFAR-10)</summary>
    [Range(0.0, double.MaxValue)]
    public double LearningRate { get; set; } = 1e-4;

    /// <summary>How the learning rate changes over the run.</summary>
    public LearningRateOptions Schedule { get; set; } = new();

    /// <summary>β₁. (FastGen: 0.9)</summary>
    [Range(0.0, 1.0)]
    public double Beta1 { get; set; } = 0.9;

    /// <summary>β₂. (FastGen: 0.999)</summary>
    [Range(0.0, 1.0)]
    public double Beta2 { get; set; } = 0.999;

    /// <summary>ε. (FastGen: 1e-8)</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>Weight decay: decoupled for AdamW, added to the
    /// gradient for Adam and RAdam. (paper, Table 5: 1e-2)</summary>
    [Range(0.0, double.MaxValue)]
    public double WeightDecay { get; set; } = 1e-2;

    /// <summary>The gradient's norm is cut to this; 0: never. (FastGen: 10 for the
    /// student, none for fake score and head; house: 10 for these too)</summary>
    [Range(0.0, double.MaxValue)]
    public double ClipNorm { get; set; } = 10;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Beta1 >= 1) yield return new("beta1 must be below 1", [nameof(Beta1)]);
        if (Beta2 >= 1) yield return new("beta2 must be below 1", [nameof(Beta2)]);
        if (Kind == OptimizerKind.RAdam && Beta2 <= SmallestRectified)
            yield return new($"beta2 is {Beta2}, and the kind 'rAdam' uses the second moment only where beta2 is above 2/3; raise it, or choose another kind", [nameof(Beta2)]);
    }
}

/// <summary>Kinds of optimizer.</summary>
public enum OptimizerKind
{
    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
    AdamW,

    /// <summary>Adam (Kingma and Ba 2015).</summary>
    Adam,

    /// <summary>Adam whose variance is rectified in the first steps,
    /// so that it needs no warm-up (Liu et al. 2020).</summary>
    RAdam,
}
