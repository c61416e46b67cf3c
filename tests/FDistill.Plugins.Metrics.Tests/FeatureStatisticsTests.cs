using FDistill.Metrics;
using FDistill.Plugins.Metrics.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests;

public sealed class FeatureStatisticsTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Feature_statistics_are_unbiased_and_double()
    {
        var features = tensor((float[])[1f, 0f, 3f, 2f], [2, 2], dtype: ScalarType.Float32, device: CPU);
        var statistics = FeatureStatistics.Of(features);
        Assert.Equal([2.0, 1.0], statistics.Mean.data<double>().ToArray());
        Assert.Equal([2.0, 2.0, 2.0, 2.0], statistics.Covariance.data<double>().ToArray());
    }

    [Fact]
    public void Feature_statistics_do_not_depend_on_the_batches_that_features_come_in() =>
        Prop.ForAll(Gen.Choose(0, 10_000).ToArbitrary(), Gen.Choose(1, 59).ToArbitrary(), (seed, cut) =>
        {
            // Far from the origin, where sums of squares would lose every digit.
            var features = 1e6 + Draw.Correlated(seed, 60, 5, 3);
            var whole = FeatureStatistics.Of(features);
            using var moments = new FeatureMoments();
            moments.Add(features.narrow(0, 0, cut));
            moments.Add(features.narrow(0, cut, 60 - cut));
            var parts = moments.Fit();
            return (whole.Mean - parts.Mean).abs().max().item<double>() < 1e-9
                && (whole.Covariance - parts.Covariance).abs().max().item<double>() < 1e-8 * whole.Covariance.abs().max().item<double>();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void More_features_than_fit_at_once_give_the_same()
    {
        // 9,000 × 1,024 numbers are more than are taken at once.
        var features = Draw.Normal(0, 9000, 1024);
        var expected = (features - features.mean([0])).narrow(1, 0, 4);
        var covariance = FeatureStatistics.Of(features).Covariance.narrow(0, 0, 4).narrow(1, 0, 4);
        Assert.Equal(0, (expected.t().matmul(expected) / 8999 - covariance).abs().max().item<double>(), 1e-12);
    }

    [Fact]
    public void A_single_sample_has_no_covariance() =>
        Assert.Contains("at least 2 samples; there is 1", Assert.Throws<InvalidDataException>(() => FeatureStatistics.Of(Draw.Normal(0, 1, 4))).Message);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Features_that_are_not_finite_are_refused(double value)
    {
        var features = Draw.Normal(0, 5, 3);
        features[2, 1] = value;
        Assert.Contains("NaN or infinite", Assert.Throws<InvalidDataException>(() => FeatureStatistics.Of(features)).Message);
    }
}
