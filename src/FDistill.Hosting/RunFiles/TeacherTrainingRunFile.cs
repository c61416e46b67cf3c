using System.ComponentModel.DataAnnotations;
using FDistill.Datasets;
using FDistill.Engine.Checkpoints;
using FDistill.Engine.TeacherTraining;
using FDistill.Reports;
using FDistill.Teachers;

namespace FDistill.Hosting.RunFiles;

/// <summary>The run file of a teacher's training.</summary>
public sealed class TeacherTrainingRunFile : RunFile
{
    /// <summary>The model to train: a fresh network.</summary>
    [Required]
    public PartChoice<ITeacher>? Teacher { get; set; }

    /// <summary>What it learns.</summary>
    [Required]
    public PartChoice<IDataset>? Dataset { get; set; }

    /// <summary>How it is trained.</summary>
    public TeacherTrainingOptions TeacherTraining { get; set; } = new();

    /// <summary>When checkpoints are written.</summary>
    public CheckpointOptions Checkpoints { get; set; } = new();

    /// <summary>What is measured afterwards; absent: nothing.</summary>
    public EvaluationSection? Evaluation { get; set; }

    /// <summary>The pictures of samples.</summary>
    public ReportOptions Report { get; set; } = new();
}
