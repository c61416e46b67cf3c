using FDistill.Metrics;
using FDistill.Testing.Metrics;
using static TorchSharp.torch;

namespace Acme.Metrics.Tests;

public sealed class BrightnessLaws : MetricLaws
{
    protected override IMetric CreateMetric() => new Brightness(new BrightnessOptions());

    protected override IEnumerable<(MeasuredSamples, IReadOnlyDictionary<string, double>)> KnownValues()
    {
        var images = tensor([-1f, 0f, 1f, 0f], [4, 1, 1, 1], dtype: float32, device: CPU).expand(-1, -1, 2, 2).contiguous();
        yield return (new MeasuredSamples(images), new Dictionary<string, double> { ["brightness"] = 0.5, ["brightnessDeviation"] = Math.Sqrt(0.125) });
    }
}
