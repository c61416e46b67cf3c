using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.PrecisionRecall;

/// <summary>
/// <c>precision</c>: the share of samples inside some reference's ball; <c>recall</c>: the share of references inside some sample's ball. With the definition
/// <c>prdc</c> also <c>density</c>, the balls that hold a sample, over k, on average; and <c>coverage</c>, the share of references whose ball holds a sample.
/// </summary>
public sealed class PrecisionRecallMetric(PrecisionRecallOptions options) : IMetric
{
    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Features | MetricNeeds.References;

    /// <inheritdoc/>
    public Task<MetricResult> MeasureAsync(MetricContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Task.FromResult(new MetricResult(Measure(context.ReferenceFeatures.Features, context.SampleFeatures.Features, cancel)));
    }

    /// <summary>Measures features.</summary>
    /// <param name="references">[n, D].</param>
    /// <param name="samples">[m, D].</param>
    /// <param name="cancel">Ends the measurement early.</param>
    public IReadOnlyDictionary<string, double> Measure(Tensor references, Tensor samples, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        using var referenceBalls = new NeighbourBalls(references, options.Neighbours, cancel);
        using var sampleBalls = new NeighbourBalls(samples, options.Neighbours, cancel);
        var withBoundary = options.Definition == PrecisionRecallDefinition.Improved;

        var aroundSamples = referenceBalls.Containing(samples, withBoundary, cancel);
        var aroundReferences = sampleBalls.Containing(references, withBoundary, cancel);
        var values = new Dictionary<string, double> { ["precision"] = Share(aroundSamples > 0), ["recall"] = Share(aroundReferences > 0) };
        if (options.Definition == PrecisionRecallDefinition.Prdc)
        {
            values["density"] = aroundSamples.to_type(ScalarType.Float64).mean().item<double>() / options.Neighbours;
            values["coverage"] = Share(referenceBalls.Reached(samples, cancel));
        }
        return values;
    }

    private static double Share(Tensor which) => which.to_type(ScalarType.Float64).mean().item<double>();
}
