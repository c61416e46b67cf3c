using FDistill.Metrics;
using static TorchSharp.torch;

namespace Acme.Metrics;

/// <summary><c>brightness</c>: the mean of all pixels;
/// <c>brightnessDeviation</c>: the deviation of the samples' means.</summary>
/// <param name="options">The scale.</param>
public sealed class Brightness(BrightnessOptions options) : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<MetricColumn> Columns { get; } =
    [
        new("brightness", "Brightness"),
        new("brightnessDeviation", "Brightness, deviation"),
    ];

    /// <inheritdoc/>
    public Task<MetricResult> MeasureAsync(MetricContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        var means = new List<double>();
        using var scope = NewDisposeScope();
        foreach (var batch in context.Samples())
        {
            cancel.ThrowIfCancellationRequested();
            var mean = batch.Images!.to_type(float64).mean([1, 2, 3]);
            means.AddRange((options.FromZero ? (mean + 1) / 2 : mean).data<double>().ToArray());
        }

        var brightness = means.Average();
        return Task.FromResult(new MetricResult(new Dictionary<string, double>
        {
            ["brightness"] = brightness,
            ["brightnessDeviation"] = Math.Sqrt(means.Average(mean => (mean - brightness) * (mean - brightness))),
        }));
    }
}
