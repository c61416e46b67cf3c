using System.ComponentModel.DataAnnotations;
using FDistill.Engine.Objective;
using FDistill.Engine.Training.Optimisation;

namespace FDistill.Reports.Laboratory.Testbed.Coverage;

/// <summary>How students are distilled to see which modes they come to cover.</summary>
public sealed class CoverageOptions
{
    /// <summary>The student's iterations. (house: 400)</summary>
    [Range(1, 10_000_000)]
    public int Turns { get; set; } = 400;

    /// <summary>Samples in a batch. (house: 128)</summary>
    [Range(8, 1_000_000)]
    public int Batch { get; set; } = 128;

    /// <summary>The learning rate, which falls to 0 in a straight line. (house: 0.1)</summary>
    [Range(1e-9, 10.0)]
    public double LearningRate { get; set; } = 0.1;

    /// <summary>Components of the student for each of the teacher's
    /// modes. (house: 2, so that unequal shares can be told)</summary>
    [Range(1, 1000)]
    public int ComponentsPerMode { get; set; } = 2;

    /// <summary>Samples of the distilled student by which modes are counted. (house: 4,000)</summary>
    [Range(10, 10_000_000)]
    public int Samples { get; set; } = 4_000;

    /// <summary>A mode is covered where the student's share of it
    /// is at least this part of the teacher's. (house: ½)</summary>
    [Range(0.0, 1.0)]
    public double Covered { get; set; } = 0.5;

    /// <summary>The seed. (house: 0)</summary>
    public long Seed { get; set; }

    /// <summary>Clamps and stage 1, as a run has them by default.</summary>
    internal RatioOptions Ratio { get; } = new();

    /// <summary>How the student learns.</summary>
    internal OptimizerOptions Optimizer => new() { LearningRate = LearningRate, WeightDecay = 0, Schedule = new() { Shape = LearningRateShape.Linear } };
}
