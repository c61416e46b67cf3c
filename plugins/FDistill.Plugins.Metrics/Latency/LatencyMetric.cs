using System.Diagnostics;
using FDistill.Metrics;
using FDistill.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Latency;

/// <summary>
/// How long one sample takes that is made alone, in milliseconds: the median of warm ones.
/// <c>latencyMs</c> is from noise and encoded condition to what the networks see, and
/// <c>latencyDecodedMs</c>, of a model of latents, to the image.
/// </summary>
/// <param name="options">How many samples.</param>
/// <param name="environment">The device whose work is waited for.</param>
public sealed class LatencyMetric(LatencyOptions options, RunEnvironment environment) : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<MetricColumn> Columns { get; } =
    [
        new("latencyMs", "Latency") { Unit = "ms", Better = Better.Lower, Decimals = 2 },
        new("latencyDecodedMs", "Latency, decoded") { Unit = "ms", Better = Better.Lower, Decimals = 2 },
    ];

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Generator;

    /// <inheritdoc/>
    public Task<MetricResult> MeasureAsync(MetricContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        var generator = context.Generator ?? throw new InvalidOperationException("'latency' times the making of samples, and these were made elsewhere: leave the metric out");
        var (sampled, decoded) = (new List<double>(), new List<double>());
        for (var number = 0; number < options.WarmUp + options.Samples; number++)
        {
            cancel.ThrowIfCancellationRequested();
            var (sampling, decoding) = Time(generator, number);
            if (number < options.WarmUp) continue;
            sampled.Add(sampling);
            decoded.Add(decoding);
        }
        var values = new Dictionary<string, double> { ["latencyMs"] = Median(sampled) };
        if (generator.HasDecoder) values["latencyDecodedMs"] = Median(decoded);
        return Task.FromResult(new MetricResult(values));
    }

    private (double Sampled, double Decoded) Time(ISampleGenerator generator, int number)
    {
        using var scope = NewDisposeScope();
        var input = generator.Prepare(number, 1);
        Wait();
        var watch = Stopwatch.StartNew();
        var sample = generator.Sample(input);
        Wait();
        var sampled = watch.Elapsed.TotalMilliseconds;
        generator.Decode(sample);
        Wait();
        return (sampled, watch.Elapsed.TotalMilliseconds);
    }

    /// <summary>A GPU is given its work and does it later.</summary>
    private void Wait()
    {
        if (environment.Device.type == DeviceType.CUDA) cuda.synchronize(environment.Device);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
