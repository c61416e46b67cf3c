using System.ComponentModel.DataAnnotations;

namespace FDistill.Engine.Training.Optimisation;

/// <summary>How a learning rate changes over a run, counted in iterations
/// (iterations of the loop, as Table 5 counts), not in updates.</summary>
public sealed class LearningRateOptions : IValidatableObject
{
    /// <summary>The shape after the warm-up. (paper: constant, but for ImageNet-64)</summary>
    public LearningRateShape Shape { get; set; } = LearningRateShape.Constant;

    /// <summary>Iterations in which the rate rises linearly from 0; 0: none. (FastGen on EDM: none)</summary>
    [Range(0, long.MaxValue)]
    public long WarmUp { get; set; }

    /// <summary>The iteration at which the second stage, or the decay, begins: before the run's
    /// end, and for a second stage after its beginning. (paper, ImageNet-64: 200k)</summary>
    [Range(0, long.MaxValue)]
    public long DecayFrom { get; set; }

    /// <summary>The second stage's rate, which is above 0, or the one that the decay ends at, as a
    /// share of the first. (paper, ImageNet-64: 5e-7 after 2e-6, 0.25; decays end at 0)</summary>
    [Range(0.0, 1.0)]
    public double FinalShare { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Shape != LearningRateShape.TwoStage) yield break;
        if (FinalShare == 0)
            yield return new("finalShare is 0, with which a run of the shape 'twoStage' learns nothing from decayFrom on; give the second stage's rate as a share of the first", [nameof(FinalShare)]);
        if (DecayFrom == 0)
            yield return new("decayFrom is 0, with which the shape 'twoStage' has no first stage; give the iteration at which the second begins, or the shape 'constant'", [nameof(DecayFrom)]);
    }
}

/// <summary>Shapes of a learning rate over a run.</summary>
public enum LearningRateShape
{
    /// <summary>The same throughout.</summary>
    Constant,

    /// <summary>One value before <see cref="LearningRateOptions.DecayFrom"/>,
    /// another from there on (Table 5, ImageNet-64).</summary>
    TwoStage,

    /// <summary>A straight line from <see cref="LearningRateOptions.DecayFrom"/> to the last iteration.</summary>
    Linear,

    /// <summary>Half a cosine from <see cref="LearningRateOptions.DecayFrom"/> to the last iteration.</summary>
    Cosine,
}
