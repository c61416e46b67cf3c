using FDistill.Datasets;
using FDistill.Engine.Contracts;
using FDistill.Metrics;

namespace FDistill.Engine.Evaluation;

/// <summary>The parts that an evaluation is made of. They belong to whoever made
/// them; here what they hand out is held against their contracts.</summary>
/// <param name="Extractor">Maps images to the features that
/// metrics compare; null where no metric needs features.</param>
/// <param name="Reference">The images that samples are compared with; null where no metric needs them.</param>
/// <param name="Metrics">What is measured.</param>
public sealed record EvaluationParts(IFeatureExtractor? Extractor, IDataset? Reference, IReadOnlyList<IMetric> Metrics)
{
    /// <summary>Maps images to the features that metrics compare; null where no metric needs features.</summary>
    public IFeatureExtractor? Extractor { get; init => field = Guarded(value); } = Guarded(Extractor);

    /// <summary>The images that samples are compared with; null where no metric needs them.</summary>
    public IDataset? Reference { get; init => field = Guarded(value); } = Guarded(Reference);

    private static IFeatureExtractor? Guarded(IFeatureExtractor? extractor) => extractor is null ? null : Guards.Around(extractor);

    private static IDataset? Guarded(IDataset? reference) => reference is null ? null : Guards.Around(reference);
}
