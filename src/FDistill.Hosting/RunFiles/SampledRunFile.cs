using System.ComponentModel.DataAnnotations;
using FDistill.Engine.Training;
using FDistill.Teachers;

namespace FDistill.Hosting.RunFiles;

/// <summary>What sampling needs of a run file; the rest of it is passed
/// over, so that a run can be sampled when its data have gone.</summary>
internal sealed class SampledRunFile : RunFile
{
    /// <summary>The keys that are passed over.</summary>
    public static readonly string[] Ignored = ["divergence", "head", "dataset", "teacherTraining", "checkpoints", "evaluation", "report"];

    /// <summary>The diffusion model.</summary>
    [Required]
    public PartChoice<ITeacher>? Teacher { get; set; }

    /// <summary>How a student was trained: it says how many steps a sample takes.</summary>
    public TrainingOptions Training { get; set; } = new();
}
