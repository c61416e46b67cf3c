using FDistill.Metrics;
using FDistill.Plugins.Metrics.Inception;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Frechet;

/// <summary>The Fréchet Inception distance (Heusel et al. 2017): <c>fid</c>,
/// smaller is better. It is what <c>frechet</c> measures, and bears
/// this name where the features are Inception-v3's.</summary>
public sealed class FidMetric : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<MetricColumn> Columns { get; } =
    [
        new("fid", "FID") { Better = Better.Lower, Decimals = 2, Repetitions = Repetitions.Smallest, Logarithmic = true, ChartOrder = 2 },
    ];

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Features | MetricNeeds.ReferenceStatistics;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The features are another extractor's.</exception>
    public Task<MetricResult> MeasureAsync(MetricContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = NewDisposeScope();
        if (context.SampleFeatures.Features.shape[1] is var found and not InceptionNetwork.Features)
            throw new InvalidOperationException($"'fid' is defined on Inception-v3's {InceptionNetwork.Features} features, and the extractor gives {found}: use the extractor 'inception', or the metric 'frechet'");
        return Task.FromResult(MetricResult.Of("fid", FrechetDistance.Between(context.SampleStatistics, context.ReferenceStatistics)));
    }
}
