using FDistill.Datasets;
using FDistill.Engine.Evaluation;
using FDistill.Metrics;

namespace FDistill.Hosting.RunFiles;

/// <summary>The <c>evaluation</c> section of a run file.</summary>
public sealed class EvaluationSection : EvaluationOptions
{
    /// <summary>Maps images to the features that metrics compare;
    /// absent: metrics that need features are refused.</summary>
    public PartChoice<IFeatureExtractor>? Extractor { get; set; }

    /// <summary>The images that samples are compared with; absent: metrics that need them are refused.</summary>
    public PartChoice<IDataset>? Reference { get; set; }

    /// <summary>A dataset with captions, by which samples are asked
    /// for where the teacher is conditioned on captions.</summary>
    public PartChoice<IDataset>? Prompts { get; set; }

    /// <summary>What is measured.</summary>
    public IReadOnlyList<PartChoice<IMetric>> Metrics { get; set; } = [];
}
