using FDistill.Datasets;
using FDistill.Engine.Evaluation.Statistics;
using FDistill.Metrics;

namespace FDistill.Engine.Evaluation;

/// <summary>What samples are compared with. Features are extracted
/// when a metric first asks, and once for all samples.</summary>
/// <param name="parts">The extractor and the images.</param>
/// <param name="options">Names the file of statistics.</param>
/// <param name="progress">Receives the extraction's progress.</param>
internal sealed class EvaluationReferences(EvaluationParts parts, EvaluationOptions options, IProgress<EvaluationProgress>? progress) : IDisposable
{
    private readonly FeatureStatistics? read = options.ReferenceStatistics is { } path ? StatisticsFile.Read(path) : null;
    private FeatureSet? features;
    private FeatureStatistics? fitted;

    /// <summary>The images' features.</summary>
    /// <exception cref="InvalidOperationException">There is no extractor, or there are no images.</exception>
    public ExtractedFeatures Features(CancellationToken cancel)
    {
        if (parts.Extractor is null) throw new InvalidOperationException("it needs features, but the run file names no extractor: add evaluation.extractor");
        if (parts.Reference is not { } reference)
            throw new InvalidOperationException("it compares with reference images, but the run file names none: add evaluation.reference");
        if (features is not null) return features.Value;
        var pass = new FeaturePass(parts.Extractor, done => progress?.Report(new EvaluationProgress(EvaluationProgress.References, done, reference.Count)), cancel);
        using var images = reference.Open(new DataRequest { Batch = options.Batch });
        features = pass.Collect(images, reference.Count);
        return features.Value;
    }

    /// <summary>The Gaussian of the features: the one that a file holds, or else that of the images.</summary>
    /// <exception cref="InvalidOperationException">There is no extractor,
    /// or there are neither statistics nor images.</exception>
    public FeatureStatistics Statistics(CancellationToken cancel)
    {
        if (read is not null) return read;
        if (fitted is not null) return fitted;
        var ofImages = FeatureStatistics.Of(Features(cancel).Features);
        ofImages.Mean.DetachFromDisposeScope();
        ofImages.Covariance.DetachFromDisposeScope();
        return fitted = ofImages;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        features?.Dispose();
        foreach (var statistics in (FeatureStatistics?[])[read, fitted])
        {
            statistics?.Mean.Dispose();
            statistics?.Covariance.Dispose();
        }
    }
}
