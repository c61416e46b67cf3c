using System.ComponentModel.DataAnnotations;
using FDistill.Engine.TeacherTraining.Augmentation;
using FDistill.Engine.Training.Networks;
using FDistill.Engine.Training.Optimisation;

namespace FDistill.Engine.TeacherTraining;

/// <summary>The <c>teacherTraining</c> section of a run file. Defaults are those
/// of a small teacher on a CPU; EDM's own are named beside them.</summary>
public sealed class TeacherTrainingOptions : IValidatableObject
{
    /// <summary>Iterations, each one update of the weights. (house:
    /// 2,000; EDM on CIFAR-10: 390,625 of batch 512)</summary>
    [Range(1, long.MaxValue)]
    public long Iterations { get; set; } = 2000;

    /// <summary>Samples in a batch. (peer: 128; EDM on CIFAR-10: 512)</summary>
    [Range(1, 1 << 20)]
    public int Batch { get; set; } = 128;

    /// <summary>The share of samples shown without their label, so that the teacher can be guided. (EDM: 0)</summary>
    [Range(0.0, 1.0)]
    public double LabelDropout { get; set; }

    /// <summary>How samples are augmented, which the network is
    /// given. (EDM on CIFAR-10: probability 0.12; here not)</summary>
    public AugmentationOptions Augmentation { get; set; } = new();

    /// <summary>How the network learns. (EDM: Adam at 1e-3 without weight decay; peer: norm clipped
    /// to 1, 200 iterations of warm-up, a linear decay to 5 % over the last 40 %)</summary>
    public OptimizerOptions Optimizer { get; set; } = new() { LearningRate = 1e-3, WeightDecay = 0, ClipNorm = 1 };

    /// <summary>The average of the weights that becomes the teacher. (peer:
    /// 0.9995 with a warm-up; EDM: a half-life of 500 thousand images)</summary>
    public EmaOptions Average { get; set; } = new() { Decay = 0.9995 };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Optimizer.LearningRate == 0) yield return new("learningRate is 0: the teacher would learn nothing; give it a positive value", [nameof(Optimizer)]);
    }
}
