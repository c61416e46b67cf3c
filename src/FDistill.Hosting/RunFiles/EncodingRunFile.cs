using System.ComponentModel.DataAnnotations;
using FDistill.Datasets;
using FDistill.Teachers;

namespace FDistill.Hosting.RunFiles;

/// <summary>What encoding a dataset needs of a run file; the rest of it is passed over.</summary>
internal sealed class EncodingRunFile : RunFile
{
    /// <summary>The keys that are passed over.</summary>
    public static readonly string[] Ignored = ["divergence", "head", "extractor", "test", "training", "teacherTraining", "classifierTraining", "checkpoints", "evaluation", "report"];

    /// <summary>Whose encoders are run.</summary>
    [Required]
    public PartChoice<ITeacher>? Teacher { get; set; }

    /// <summary>The dataset.</summary>
    [Required]
    public PartChoice<IDataset>? Dataset { get; set; }
}
