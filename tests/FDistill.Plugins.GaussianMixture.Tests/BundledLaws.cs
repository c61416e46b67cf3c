using FDistill.Datasets;
using FDistill.Metrics;
using FDistill.Plugins.GaussianMixture.Tests.Support;
using FDistill.Teachers;
using FDistill.Testing;
using FDistill.Testing.Datasets;
using FDistill.Testing.Metrics;
using FDistill.Testing.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.GaussianMixture.Tests;

public sealed class GaussianMixtureTeacherLaws : ExactTeacherLaws
{
    protected override bool CopiesWeights => false;

    protected override IExactTeacher CreateExactTeacher(PartServices services) =>
        new GaussianMixtureTeacher(new GaussianMixtureTeacherOptions { Components = Some.Components }, services.Environment, services.WeightFiles);
}

public sealed class GaussianMixtureDatasetLaws : DatasetLaws
{
    protected override bool HasPictures => false;

    protected override IDataset CreateDataset() => new GaussianMixtureDataset(new() { Components = Some.Components, Records = 10 });
}

public sealed class PointsExtractorLaws : FeatureExtractorLaws
{
    protected override SampleShape Pixels => new(2, 1, 1);

    protected override IFeatureExtractor CreateExtractor(PartServices services) => new PointsExtractor();
}

public sealed class ModeCoverageLaws : MetricLaws
{
    protected override IMetric CreateMetric() => new ModeCoverageMetric(new ModeCoverageOptions { Components = Some.Components });

    protected override IEnumerable<(MeasuredSamples, IReadOnlyDictionary<string, double>)> KnownValues()
    {
        // The modes lie at (-3, 0.5) and (2, -1) with deviations of 0.5 and 1 and shares of 1/4 and 3/4.
        yield return (At((-3, 0.5f), (2, -1), (2, 1.9f), (-1, -1)), Values(modes: 2, highQuality: 1, modeBalance: 1));
        yield return (At((-3, 0.5f), (-3, 1.9f), (-3, 2.1f), (2, 2.1f)), Values(modes: 1, highQuality: 0.5, modeBalance: 0.25));
    }

    private static MeasuredSamples At(params (float X, float Y)[] points) =>
        new(tensor(points.SelectMany(point => new[] { point.X, point.Y }).ToArray(), [points.Length, 2, 1, 1], dtype: float32, device: CPU));

    private static Dictionary<string, double> Values(double modes, double highQuality, double modeBalance) =>
        new() { ["modes"] = modes, ["highQuality"] = highQuality, ["modeBalance"] = modeBalance };
}
