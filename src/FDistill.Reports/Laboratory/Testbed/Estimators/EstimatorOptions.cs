using System.ComponentModel.DataAnnotations;
using FDistill.Engine.Objective;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Optimisation;

namespace FDistill.Reports.Laboratory.Testbed.Estimators;

/// <summary>How the parts of the estimator are measured.</summary>
public sealed class EstimatorOptions
{
    /// <summary>Networks that are trained, each with a seed of its own: what they
    /// have in common is bias, what differs is variance. (house: 3)</summary>
    [Range(2, 1000)]
    public int Networks { get; set; } = 3;

    /// <summary>Iterations in which fake score and head learn of
    /// the student, which stands still. (house: 600)</summary>
    [Range(1, 1_000_000)]
    public int Turns { get; set; } = 600;

    /// <summary>Samples in a batch, of their training and of a gradient. (house: 256)</summary>
    [Range(1, 100_000)]
    public int Batch { get; set; } = 256;

    /// <summary>Their learning rate, which falls to 0 in a straight line. (house: 1e-2)</summary>
    [Range(1e-9, 1.0)]
    public double LearningRate { get; set; } = 1e-2;

    /// <summary>Ranges of noise levels, each with the same share of the schedule's draws. (house: 5)</summary>
    [Range(1, 100)]
    public int Levels { get; set; } = 5;

    /// <summary>Samples in each range at which estimates are compared. (house: 1,024)</summary>
    [Range(2, 1_000_000)]
    public int Samples { get; set; } = 1_024;

    /// <summary>Batches over which a gradient's mean and variance are taken. (house: 80)</summary>
    [Range(2, 1_000_000)]
    public int Batches { get; set; } = 80;

    /// <summary>The first seed. (house: 0)</summary>
    public long Seed { get; set; }

    /// <summary>How fake score and head are trained. R1 is off: its bias would be added to theirs.</summary>
    internal TrainingOptions Training => new()
    {
        Iterations = Turns,
        Batch = Batch,
        FakeScore = Learning,
        Head = Learning,
        Denoising = DenoisingError.Balanced,
        GradientPenalty = { Gamma = 0 },
    };

    private OptimizerOptions Learning => new() { LearningRate = LearningRate, WeightDecay = 0, Schedule = new() { Shape = LearningRateShape.Linear } };
}
