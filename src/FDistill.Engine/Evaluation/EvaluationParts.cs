using FDistill.Datasets;
using FDistill.Metrics;

namespace FDistill.Engine.Evaluation;

/// <summary>The parts that an evaluation is made of. They belong to whoever made them.</summary>
/// <param name="Extractor">Maps images to the features that metrics compare; null where no metric needs features.</param>
/// <param name="Reference">The images that samples are compared with; null where no metric needs them.</param>
/// <param name="Metrics">What is measured.</param>
public sealed record EvaluationParts(IFeatureExtractor? Extractor, IDataset? Reference, IReadOnlyList<IMetric> Metrics);
