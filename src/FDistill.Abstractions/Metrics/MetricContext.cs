using FDistill.Datasets;
using static TorchSharp.torch;

namespace FDistill.Metrics;

/// <summary>The samples to measure. Features are computed once and shared by all metrics of an evaluation.</summary>
public abstract class MetricContext
{
    /// <summary>The number of generated samples.</summary>
    public abstract long Count { get; }

    /// <summary>The generated samples batch by batch: images [n, C, H, W] float32
    /// in [−1, 1], with the labels or captions they were asked for.</summary>
    /// <remarks>Samples are not kept: every pass makes the same ones again. A
    /// batch lives in the dispose scope in which it is asked for.</remarks>
    public abstract IEnumerable<DataBatch> Samples();

    /// <summary>The reference images batch by batch; empty where the run file names no reference.</summary>
    public abstract IEnumerable<DataBatch> References();

    /// <summary>The generated samples' features.</summary>
    /// <exception cref="InvalidOperationException">The run file names no feature extractor.</exception>
    public abstract ExtractedFeatures SampleFeatures { get; }

    /// <summary>The references' features.</summary>
    /// <exception cref="InvalidOperationException">The run file names no feature extractor or no reference.</exception>
    public abstract ExtractedFeatures ReferenceFeatures { get; }

    /// <summary>The Gaussian fitted to the samples' features.</summary>
    /// <exception cref="InvalidOperationException">The run file names no feature extractor.</exception>
    public virtual FeatureStatistics SampleStatistics => FeatureStatistics.Of(SampleFeatures.Features);

    /// <summary>The Gaussian fitted to the references' features, or the
    /// one that the run file names instead of references.</summary>
    /// <exception cref="InvalidOperationException">The run file names no feature
    /// extractor, or neither a reference nor its statistics.</exception>
    public virtual FeatureStatistics ReferenceStatistics => FeatureStatistics.Of(ReferenceFeatures.Features);

    /// <summary>Makes further samples; null for samples that were made elsewhere.</summary>
    public virtual ISampleGenerator? Generator => null;

    /// <summary>The labels that the samples were asked for: [Count] int64; null where there are none.</summary>
    public abstract Tensor? RequestedLabels { get; }

    /// <summary>The captions that the samples were asked for,
    /// <see cref="Count"/> of them; null where there are none.</summary>
    public virtual IReadOnlyList<string>? RequestedCaptions => null;
}
