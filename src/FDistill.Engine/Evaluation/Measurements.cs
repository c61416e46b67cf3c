using FDistill.Datasets;
using FDistill.Engine.Contracts;
using FDistill.Metrics;
using FDistill.Plugins;

namespace FDistill.Engine.Evaluation;

/// <summary>The measurements of those metrics that look at every sample once, in one pass that they share.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly Dictionary<IMetric, IMeasurement> begun = [];

    /// <summary>Begins the measurements.</summary>
    /// <param name="metrics">All metrics of the evaluation.</param>
    /// <exception cref="InvalidDataException">A metric cannot begin: its weights are damaged, say.</exception>
    public Measurements(IEnumerable<IMetric> metrics)
    {
        try
        {
            foreach (var metric in metrics)
                if (OptionalContract.Of<IStreamingMetric>(metric) is { } streaming) begun.Add(metric, streaming.Begin());
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether there are any.</summary>
    public bool Any => begun.Count > 0;

    /// <summary>Shows samples to all of them.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="before">How many samples came before.</param>
    /// <exception cref="InvalidDataException">Some samples are not finite, or a metric cannot measure them.</exception>
    public void Add(DataBatch samples, long before)
    {
        if (!Any) return;
        if (!samples.Images!.isfinite().all().item<bool>())
            throw new InvalidDataException($"Of the images {before} to {before + samples.Count - 1}, some are NaN or infinite: nothing can be measured on them.");
        foreach (var (metric, measurement) in begun)
        {
            Refusals.ByMetric(metric, () => measurement.Add(samples));
            new Contract(metric, "IMeasurement.Add").LeftAlone(samples.Images, "the images");
        }
    }

    /// <summary>What a metric found; null for one that measures by itself.</summary>
    /// <exception cref="InvalidDataException">The metric cannot measure these samples.</exception>
    public MetricResult? ResultOf(IMetric metric) => begun.TryGetValue(metric, out var measurement) ? Refusals.ByMetric(metric, measurement.Result) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var measurement in begun.Values) measurement.Dispose();
    }
}
