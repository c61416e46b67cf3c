using FDistill.Metrics;
using FDistill.Plugins.Metrics.Digits;
using FDistill.Plugins.Metrics.PrecisionRecall;
using FDistill.Plugins.Metrics.Tests.Support;
using FDistill.Runs;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests;

/// <summary>Walks the options of metrics and of what they look through: each flag, choice and
/// number, at the ends of its range, is refused by name, or measures something else.</summary>
public sealed class OptionWalkTests
{
    [Fact]
    public void Every_option_of_precision_recall_acts_or_is_refused() => Assert.Empty(new OptionWalk<PrecisionRecallOptions>(() => new(), options =>
    {
        using var scope = NewDisposeScope();
        var samples = Given.Features(Draw.Normal(3, 40, 2), Draw.Normal(4, 40, 2) * 1.5);
        return Values(new PrecisionRecallMetric(options).MeasureAsync(samples, TestContext.Current.CancellationToken).Result);
    }).Complaints());

    [Fact]
    public void Every_option_of_digits_acts_or_is_refused() => Assert.Empty(new OptionWalk<DigitsOptions>(() => new() { Trained = false }, options =>
    {
        using var scope = NewDisposeScope();
        using var extractor = new DigitsExtractor(options, new MemoryFiles(), new RunEnvironment(CPU, Precision.Fp32, Seed: 1));
        return string.Join(' ', extractor.Extract(ones([1, 1, 16, 16], dtype: float32, device: CPU)).Logits!.reshape(-1).data<float>().Select(logit => logit.ToString("R")));
    })
    {
        Left = new Dictionary<string, string> { ["Checkpoint"] = "a path; see below", ["Trained = True"] = "reads a file; see BundledClassifierTests" },
    }.Complaints());

    [Fact]
    public void Weights_beside_a_fresh_classifier_are_said_to_have_no_effect()
    {
        Assert.Equal("checkpoint has no effect: trained is false, and a fresh network is made", Assert.Single(new DigitsOptions { Trained = false }.IdleOptions).Sentence);
        Assert.Empty(new DigitsOptions().IdleOptions);
    }

    private static string Values(MetricResult result) => string.Join(' ', result.Values.Select(pair => $"{pair.Key}={pair.Value:R}"));
}
