using FDistill.Metrics;
using FDistill.Plugins.Metrics.CaptionAccuracy;
using FDistill.Plugins.Metrics.Digits;
using FDistill.Plugins.Metrics.Frechet;
using FDistill.Plugins.Metrics.LabelAccuracy;
using FDistill.Plugins.Metrics.PrecisionRecall;
using FDistill.Plugins.Metrics.Tests.Support;
using FDistill.Runs;
using FDistill.Teachers;
using FDistill.Testing;
using FDistill.Testing.Metrics;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests;

public sealed class FrechetLaws : MetricLaws
{
    protected override IMetric CreateMetric() => new FrechetMetric();

    protected override IEnumerable<(MeasuredSamples, IReadOnlyDictionary<string, double>)> KnownValues()
    {
        var features = Draw.Normal(3, 12, 2);
        yield return (Given.Features(features, features), new Dictionary<string, double> { ["frechet"] = 0 });
        yield return (Given.Features(features + 1, features), new Dictionary<string, double> { ["frechet"] = 2 });
    }
}

public sealed class PrecisionRecallLaws : MetricLaws
{
    protected override IMetric CreateMetric() => new PrecisionRecallMetric(new PrecisionRecallOptions());

    protected override IEnumerable<(MeasuredSamples, IReadOnlyDictionary<string, double>)> KnownValues()
    {
        var features = Draw.Normal(3, 12, 2);
        yield return (Given.Features(features, features), new Dictionary<string, double> { ["precision"] = 1, ["recall"] = 1 });
        yield return (Given.Features(features + 100, features), new Dictionary<string, double> { ["precision"] = 0, ["recall"] = 0 });
    }
}

public sealed class LabelAccuracyLaws : MetricLaws
{
    protected override IMetric CreateMetric() => new LabelAccuracyMetric();

    protected override IEnumerable<(MeasuredSamples, IReadOnlyDictionary<string, double>)> KnownValues()
    {
        var logits = eye(4, dtype: ScalarType.Float32, device: CPU);
        var labels = tensor((long[])[0L, 1, 2, 0], dtype: ScalarType.Int64, device: CPU);
        yield return (Given.Logits(logits, labels), new Dictionary<string, double> { ["labelAccuracy"] = 0.75 });
    }
}

public sealed class CaptionAccuracyLaws : MetricLaws
{
    private readonly MemoryFiles files = new();
    private readonly RunEnvironment environment = new(CPU, Precision.Fp32, Seed: 1);

    protected override IMetric CreateMetric()
    {
        using (var classifier = new DigitsExtractor(new DigitsOptions { Trained = false, Classes = 2 }, files, environment)) classifier.Save("digits", new Dictionary<string, string>());
        return new CaptionAccuracyMetric(new CaptionAccuracyOptions { Readers = [new() { Name = "digit", Words = ["one", "two"], Checkpoint = "digits" }] }, files, environment);
    }

    /// <summary>The same black image is read alike every time, so
    /// of captions of either word just one half is right.</summary>
    protected override IEnumerable<(MeasuredSamples, IReadOnlyDictionary<string, double>)> KnownValues()
    {
        var black = full([4, 1, 16, 16], -1, dtype: ScalarType.Float32, device: CPU);
        yield return (new MeasuredSamples(black) { Captions = ["a one", "a two", "two", "one"] }, new Dictionary<string, double> { ["digitAccuracy"] = 0.5, ["captionAccuracy"] = 0.5 });
    }
}

public sealed class DigitsLaws : FeatureExtractorLaws
{
    protected override SampleShape Pixels => new(1, 16, 16);

    protected override IFeatureExtractor CreateExtractor(PartServices services) =>
        new DigitsExtractor(new DigitsOptions(), services.WeightFiles, services.Environment);
}
