using System.ComponentModel.DataAnnotations;
using FDistill.Datasets;
using FDistill.Engine.Checkpoints;
using FDistill.Engine.ClassifierTraining;
using FDistill.Metrics;

namespace FDistill.Hosting.RunFiles;

/// <summary>The run file of a classifier's training; the classifier
/// then is the feature extractor of evaluations.</summary>
public sealed class ClassifierTrainingRunFile : RunFile
{
    /// <summary>The classifier to train: a fresh network.</summary>
    [Required]
    public PartChoice<IFeatureExtractor>? Extractor { get; set; }

    /// <summary>Labelled images that it learns from.</summary>
    [Required]
    public PartChoice<IDataset>? Dataset { get; set; }

    /// <summary>Labelled images that it is tested on; absent: it is not tested.</summary>
    public PartChoice<IDataset>? Test { get; set; }

    /// <summary>How it is trained.</summary>
    public ClassifierTrainingOptions ClassifierTraining { get; set; } = new();

    /// <summary>When checkpoints are written.</summary>
    public CheckpointOptions Checkpoints { get; set; } = new();
}
