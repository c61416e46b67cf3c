using System.ComponentModel.DataAnnotations;
using FDistill.Datasets;
using FDistill.Divergences;
using FDistill.Engine.Checkpoints;
using FDistill.Engine.Training;
using FDistill.Heads;
using FDistill.Reports;
using FDistill.Teachers;

namespace FDistill.Hosting.RunFiles;

/// <summary>The run file of a distillation.</summary>
public sealed class DistillationRunFile : RunFile
{
    /// <summary>The diffusion model to distill.</summary>
    [Required]
    public PartChoice<ITeacher>? Teacher { get; set; }

    /// <summary>What is minimised.</summary>
    [Required]
    public PartChoice<IDivergence>? Divergence { get; set; }

    /// <summary>The discriminator's head.</summary>
    [Required]
    public PartChoice<IDiscriminatorHead>? Head { get; set; }

    /// <summary>Real samples and conditions.</summary>
    [Required]
    public PartChoice<IDataset>? Dataset { get; set; }

    /// <summary>How the student is trained.</summary>
    public TrainingOptions Training { get; set; } = new();

    /// <summary>When checkpoints are written.</summary>
    public CheckpointOptions Checkpoints { get; set; } = new();

    /// <summary>What is measured before and after; absent: nothing.</summary>
    public EvaluationSection? Evaluation { get; set; }

    /// <summary>What the report shows.</summary>
    public ReportOptions Report { get; set; } = new();
}
