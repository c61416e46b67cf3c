using System.ComponentModel.DataAnnotations;
using FDistill.Heads;
using FDistill.Teachers;

namespace FDistill.Hosting.RunFiles;

/// <summary>What the testbed needs of a run file; the rest of it is passed over.</summary>
internal sealed class TestbedRunFile : RunFile
{
    /// <summary>The keys that are passed over.</summary>
    public static readonly string[] Ignored = ["divergence", "dataset", "extractor", "test", "training", "teacherTraining", "classifierTraining", "checkpoints", "evaluation", "report"];

    /// <summary>A teacher of which all is known.</summary>
    [Required]
    public PartChoice<ITeacher>? Teacher { get; set; }

    /// <summary>The head that is measured.</summary>
    [Required]
    public PartChoice<IDiscriminatorHead>? Head { get; set; }
}
