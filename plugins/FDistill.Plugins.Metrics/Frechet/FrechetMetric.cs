using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Frechet;

/// <summary>The Fréchet distance between samples and references in the extractor's
/// features (Heusel et al. 2017): <c>frechet</c>, smaller is better.</summary>
public sealed class FrechetMetric : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<MetricColumn> Columns { get; } =
    [
        new("frechet", "Fréchet distance") { Better = Better.Lower, Decimals = 1, Repetitions = Repetitions.Smallest, Logarithmic = true, ChartOrder = 1 },
    ];

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Features | MetricNeeds.ReferenceStatistics;

    /// <inheritdoc/>
    public Task<MetricResult> MeasureAsync(MetricContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = NewDisposeScope();
        return Task.FromResult(MetricResult.Of("frechet", FrechetDistance.Between(context.SampleStatistics, context.ReferenceStatistics)));
    }
}
