using FDistill.Plugins.Metrics.Frechet;
using FDistill.Plugins.Metrics.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests;

public sealed class FrechetDistanceTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Of_a_set_to_itself_it_is_zero() => ForAnyRank((seed, rank) =>
    {
        var features = FeatureStatistics.Of(Draw.Correlated(seed, 40, 8, rank));
        return FrechetDistance.Between(features, features) < 1e-9 * Scale(features);
    });

    [Fact]
    public void It_is_symmetric() => ForAnyRank((seed, rank) =>
    {
        var (a, b) = (FeatureStatistics.Of(Draw.Correlated(seed, 40, 8, rank)), FeatureStatistics.Of(Draw.Correlated(seed + 7, 30, 8, 8)));
        return Math.Abs(FrechetDistance.Between(a, b) - FrechetDistance.Between(b, a)) < 1e-9 * (Scale(a) + Scale(b));
    });

    [Fact]
    public void Of_a_translated_set_it_is_the_squared_length_of_the_way() => ForAnyRank((seed, rank) =>
    {
        var (features, way) = (Draw.Correlated(seed, 40, 8, rank), Draw.Normal(seed + 9, 8));
        var (a, b) = (FeatureStatistics.Of(features), FeatureStatistics.Of(features + way));
        var expected = way.square().sum().item<double>();
        return Math.Abs(FrechetDistance.Between(a, b) - expected) < 1e-7 * (expected + Scale(a));
    });

    [Fact]
    public void Of_a_scaled_set_it_is_in_closed_form() => ForAnyRank((seed, rank) =>
    {
        // Means m and 3m, covariances Σ and 9Σ: |2m|² + tr(Σ + 9Σ − 2·3Σ).
        var features = Draw.Correlated(seed, 40, 8, rank);
        var (a, b) = (FeatureStatistics.Of(features), FeatureStatistics.Of(3 * features));
        var expected = 4 * (a.Mean.square().sum() + a.Covariance.trace()).item<double>();
        return Math.Abs(FrechetDistance.Between(a, b) - expected) < 1e-7 * expected;
    });

    [Fact]
    public void Between_diagonal_Gaussians_it_is_the_distance_of_the_deviations()
    {
        var (a, b) = (Diagonal(1, 2, 0), Diagonal(4, 2, 9));
        Assert.Equal((1 - 2) * (1 - 2) + (Math.Sqrt(2) - Math.Sqrt(2)) + 9, FrechetDistance.Between(a, b), 1e-12);
    }

    [Fact]
    public void A_rotation_of_both_does_not_change_it() => ForAnyRank((seed, rank) =>
    {
        var (a, b) = (Draw.Correlated(seed, 40, 8, rank), Draw.Correlated(seed + 5, 40, 8, 8));
        var (rotation, _) = linalg.qr(Draw.Normal(seed + 13, 8, 8));
        var (plain, rotated) = (Between(a, b), Between(a.matmul(rotation), b.matmul(rotation)));
        return Math.Abs(plain - rotated) < 1e-7 * (1 + plain);
    });

    [Fact]
    public void Statistics_are_unbiased_and_double()
    {
        var features = tensor((float[])[1f, 0f, 3f, 2f], [2, 2], dtype: ScalarType.Float32, device: CPU);
        var statistics = FeatureStatistics.Of(features);
        Assert.Equal([2.0, 1.0], statistics.Mean.data<double>().ToArray());
        Assert.Equal([2.0, 2.0, 2.0, 2.0], statistics.Covariance.data<double>().ToArray());
    }

    [Fact]
    public void A_single_sample_has_no_covariance() =>
        Assert.Contains("at least 2", Assert.Throws<InvalidOperationException>(() => FeatureStatistics.Of(Draw.Normal(0, 1, 4))).Message);

    private static void ForAnyRank(Func<int, int, bool> law) =>
        Prop.ForAll(Gen.Choose(0, 10_000).ToArbitrary(), Gen.Choose(1, 8).ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static double Between(Tensor a, Tensor b) => FrechetDistance.Between(FeatureStatistics.Of(a), FeatureStatistics.Of(b));

    private static double Scale(FeatureStatistics statistics) => 1 + statistics.Covariance.trace().item<double>();

    private static FeatureStatistics Diagonal(params double[] variances) => new(
        zeros(variances.Length, dtype: ScalarType.Float64, device: CPU),
        diag(tensor(variances, dtype: ScalarType.Float64, device: CPU)));
}
