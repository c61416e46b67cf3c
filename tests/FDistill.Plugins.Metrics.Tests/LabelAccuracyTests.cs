using FDistill.Metrics;
using FDistill.Plugins.Metrics.LabelAccuracy;
using FDistill.Plugins.Metrics.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests;

public sealed class LabelAccuracyTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public async Task Label_accuracy_is_the_share_of_samples_taken_for_their_label()
    {
        var logits = eye(4, dtype: ScalarType.Float32, device: CPU);
        var labels = tensor((long[])[0L, 1, 2, 0], dtype: ScalarType.Int64, device: CPU);
        Assert.Equal(0.75, (await Measure(logits, labels)).Values["labelAccuracy"]);
    }

    [Fact]
    public async Task Without_logits_or_labels_it_says_what_to_do()
    {
        var labels = zeros(4, dtype: ScalarType.Int64, device: CPU);
        Assert.Contains("extractor that classifies", (await Assert.ThrowsAsync<InvalidOperationException>(() => Measure(null, labels))).Message);
        Assert.Contains("known labels", (await Assert.ThrowsAsync<InvalidOperationException>(() => Measure(eye(4, dtype: ScalarType.Float32, device: CPU), null))).Message);
    }

    private static Task<MetricResult> Measure(Tensor? logits, Tensor? labels) =>
        new LabelAccuracyMetric().MeasureAsync(new GivenFeatures(Draw.Normal(0, 4, 2), Draw.Normal(1, 4, 2), logits, labels), TestContext.Current.CancellationToken);
}
