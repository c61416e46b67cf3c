using FDistill.Datasets;
using static TorchSharp.torch;

namespace FDistill.Metrics;

/// <summary>A metric that looks at every sample once. All such metrics of an
/// evaluation share one pass, so that samples are made once for all of them.</summary>
public interface IStreamingMetric : IMetric
{
    /// <summary>Begins a measurement. Networks that it needs are best loaded here
    /// and disposed with it: between measurements the memory is others'.</summary>
    /// <returns>The measurement; the caller disposes it.</returns>
    IMeasurement Begin();

    /// <inheritdoc/>
    Task<MetricResult> IMetric.MeasureAsync(MetricContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var measurement = Begin();
        using var samples = context.Samples().GetEnumerator();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            if (!samples.MoveNext()) return Task.FromResult(measurement.Result());
            measurement.Add(samples.Current);
        }
    }
}

/// <summary>A measurement that is under way.</summary>
public interface IMeasurement : IDisposable
{
    /// <summary>Looks at samples.</summary>
    /// <param name="samples">Finite images [n, C, H, W] float32 in [−1, 1]
    /// on the CPU, with the labels or captions they were asked for.</param>
    /// <exception cref="InvalidOperationException">What the metric needs is
    /// not there; the message says what to add to the run file.</exception>
    void Add(DataBatch samples);

    /// <summary>What was found of all samples.</summary>
    /// <exception cref="InvalidOperationException">These samples do not allow for
    /// the measure; the message says what to change in the run file.</exception>
    MetricResult Result();
}
