using System.ComponentModel.DataAnnotations;
using FDistill.Engine.Training;
using FDistill.Teachers;

namespace FDistill.Hosting.RunFiles;

/// <summary>What the evaluation of a run's checkpoints needs of its run file; the rest
/// is passed over, so that a run can be evaluated when its data have gone.</summary>
internal sealed class EvaluatedRunFile : RunFile
{
    /// <summary>The keys that are passed over.</summary>
    public static readonly string[] Ignored = ["divergence", "head", "dataset", "teacherTraining", "checkpoints", "report"];

    /// <summary>The diffusion model.</summary>
    [Required]
    public PartChoice<ITeacher>? Teacher { get; set; }

    /// <summary>How a student was trained: it says how many steps a sample takes.</summary>
    public TrainingOptions Training { get; set; } = new();

    /// <summary>What is measured, and how.</summary>
    [Required]
    public EvaluationSection? Evaluation { get; set; }
}
