using System.ComponentModel.DataAnnotations;
using FDistill.Datasets;

namespace FDistill.Hosting.RunFiles;

/// <summary>What looking at a dataset needs of a run file; the rest of it is passed over.</summary>
internal sealed class DatasetRunFile : RunFile
{
    /// <summary>The keys that are passed over.</summary>
    public static readonly string[] Ignored = ["teacher", "divergence", "head", "extractor", "test", "training", "teacherTraining", "classifierTraining", "checkpoints", "evaluation", "report"];

    /// <summary>The dataset.</summary>
    [Required]
    public PartChoice<IDataset>? Dataset { get; set; }
}
