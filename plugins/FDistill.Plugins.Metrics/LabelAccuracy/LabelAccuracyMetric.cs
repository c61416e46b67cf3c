using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.LabelAccuracy;

/// <summary>The share of samples that the extractor's classifier takes
/// for the label asked for: <c>labelAccuracy</c>, in [0, 1].</summary>
public sealed class LabelAccuracyMetric : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<MetricColumn> Columns { get; } = [new("labelAccuracy", "Label accuracy") { Better = Better.Higher }];

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Features | MetricNeeds.Labels;

    /// <inheritdoc/>
    public Task<MetricResult> MeasureAsync(MetricContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        var logits = context.SampleFeatures.Logits
            ?? throw new InvalidOperationException("'label-accuracy' needs an extractor that classifies: choose another evaluation.extractor, or leave the metric out.");
        var labels = context.RequestedLabels
            ?? throw new InvalidOperationException("'label-accuracy' needs samples of known labels, but the teacher has none: leave the metric out.");
        using var scope = NewDisposeScope();
        var right = logits.argmax(1).eq(labels.to(logits.device)).sum().item<long>();
        return Task.FromResult(MetricResult.Of("labelAccuracy", right / (double)context.Count));
    }
}
