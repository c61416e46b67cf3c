using FDistill.Metrics;

namespace FDistill.Plugins.StableDiffusion.Tests.Support;

/// <summary>Lets metrics measure.</summary>
internal static class Measured
{
    /// <summary>A metric's values.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> By(IMetric metric, MetricContext samples) =>
        (await metric.MeasureAsync(samples, TestContext.Current.CancellationToken)).Values;
}
