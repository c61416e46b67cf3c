using System.ComponentModel.DataAnnotations;
using FDistill.Engine.Training.Optimisation;

namespace FDistill.Engine.ClassifierTraining;

/// <summary>The <c>classifierTraining</c> section of a run file.</summary>
public sealed class ClassifierTrainingOptions : IValidatableObject
{
    /// <summary>Batches to learn from. (house: 2,345, five times MNIST's 60,000 images)</summary>
    [Range(1, long.MaxValue)]
    public long Iterations { get; set; } = 2345;

    /// <summary>Images in a batch. (peer: 128)</summary>
    [Range(1, 1 << 20)]
    public int Batch { get; set; } = 128;

    /// <summary>How the classifier learns. (peer: Adam at 1e-3; house: falling to 0 along half a cosine)</summary>
    public OptimizerOptions Optimizer { get; set; } = new()
    {
        LearningRate = 1e-3,
        Schedule = new LearningRateOptions { Shape = LearningRateShape.Cosine },
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Optimizer.LearningRate == 0) yield return new("learningRate is 0: the classifier would learn nothing; give it a positive value", [nameof(Optimizer)]);
    }
}
