using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.PrecisionRecall;

/// <summary>
/// <c>precision</c>: the share of samples inside some reference's ball; <c>recall</c>:
/// the share of references inside some sample's ball. With the definition
/// <c>prdc</c> also <c>density</c>, the balls that hold a sample, over k, on
/// average; and <c>coverage</c>, the share of references whose ball holds a sample.
/// </summary>
public sealed class PrecisionRecallMetric(PrecisionRecallOptions options) : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<MetricColumn> Columns { get; } =
    [
        new("precision", "Precision") { Better = Better.Higher, ChartOrder = 4 },
        new("recall", "Recall") { Better = Better.Higher, ChartOrder = 3 },
        new("density", "Density") { Better = Better.Higher },
        new("coverage", "Coverage") { Better = Better.Higher },
    ];

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
        var improved = options.Definition == PrecisionRecallDefinition.Improved;
        var overlap = BallOverlap.Of(references, samples, options.Neighbours, withBoundary: improved, cancel);
        var values = new Dictionary<string, double> { ["precision"] = Share(overlap.BallsAroundSample > 0), ["recall"] = Share(overlap.ReferenceInBall) };
        if (improved) return values;
        values["density"] = overlap.BallsAroundSample.to_type(ScalarType.Float64).mean().item<double>() / options.Neighbours;
        values["coverage"] = Share(overlap.BallReached);
        return values;
    }

    private static double Share(Tensor which) => which.to_type(ScalarType.Float64).mean().item<double>();
}
