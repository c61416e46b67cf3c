using FDistill.Metrics;
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
    public void Of_a_set_to_itself_it_is_exactly_zero() => ForAnyRank((seed, rank) =>
    {
        var features = Draw.Correlated(seed, 40, 8, rank);
        return Between(features, features.clone()) == 0;
    });

    [Fact]
    public void Of_a_set_in_another_order_it_is_zero_up_to_rounding() => ForAnyRank((seed, rank) =>
    {
        var features = Draw.Correlated(seed, 40, 8, rank);
        return Between(features, features.flip(0)) < 1e-9 * Scale(FeatureStatistics.Of(features));
    });

    [Fact]
    public void The_order_of_the_samples_does_not_matter() => ForAnyRank((seed, rank) =>
    {
        var (a, b) = (Draw.Correlated(seed, 40, 8, rank), Draw.Correlated(seed + 7, 30, 8, 8));
        var (plain, reversed) = (Between(a, b), Between(a.flip(0), b));
        return Math.Abs(plain - reversed) < 1e-9 * (1 + plain);
    });

    [Fact]
    public void The_Frechet_distance_is_symmetric() => ForAnyRank((seed, rank) =>
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
    public void Between_Gaussians_of_the_plane_it_is_in_closed_form() => Prop.ForAll(Gen.Choose(0, 10_000).ToArbitrary(), seed =>
    {
        // The trace of a 2×2 matrix's root is the root of its trace and twice the root of its determinant.
        var (a, b) = (FeatureStatistics.Of(Draw.Correlated(seed, 20, 2, 2)), FeatureStatistics.Of(Draw.Correlated(seed + 3, 20, 2, 2)));
        var product = a.Covariance.matmul(b.Covariance);
        var root = Math.Sqrt(product.trace().item<double>() + 2 * Math.Sqrt(linalg.det(product).item<double>()));
        var expected = (a.Mean - b.Mean).square().sum().item<double>() + (a.Covariance.trace() + b.Covariance.trace()).item<double>() - 2 * root;
        return Math.Abs(FrechetDistance.Between(a, b) - expected) < 1e-8 * (Scale(a) + Scale(b));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Scaling_both_scales_it_by_the_square() => ForAnyRank((seed, rank) =>
    {
        var (a, b) = (Draw.Correlated(seed, 40, 8, rank), Draw.Correlated(seed + 5, 40, 8, 8));
        var (plain, scaled) = (Between(a, b), Between(1000 * a, 1000 * b));
        return Math.Abs(1e6 * plain - scaled) < 1e-7 * 1e6 * (1 + plain);
    });

    [Fact]
    public void Fewer_samples_than_dimensions_are_no_obstacle()
    {
        // Two samples each: the covariances have rank one, Σ = v·vᵀ/2, and the root's trace is |va·vb|/2.
        var (a, b) = (Draw.Normal(1, 2, 64), Draw.Normal(2, 2, 64));
        var (va, vb) = (a[0] - a[1], b[0] - b[1]);
        var expected = ((a.mean([0]) - b.mean([0])).square().sum() + (va.square().sum() + vb.square().sum()) / 2 - va.dot(vb).abs()).item<double>();
        Assert.Equal(expected, Between(a, b), 1e-9);
    }

    [Fact]
    public void A_matrix_that_is_no_covariance_is_refused() => Assert.Contains("no negative eigenvalue",
        Assert.Throws<InvalidDataException>(() => FrechetDistance.Between(Diagonal(1, -1), Diagonal(1, 1))).Message);

    [Fact]
    public void Features_of_different_extractors_are_refused() => Assert.Contains("of 2 and of 3 dimensions",
        Assert.Throws<InvalidDataException>(() => FrechetDistance.Between(Diagonal(1, 1), Diagonal(1, 1, 1))).Message);

    private static void ForAnyRank(Func<int, int, bool> law) =>
        Prop.ForAll(Gen.Choose(0, 10_000).ToArbitrary(), Gen.Choose(1, 8).ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static double Between(Tensor a, Tensor b) => FrechetDistance.Between(FeatureStatistics.Of(a), FeatureStatistics.Of(b));

    private static double Scale(FeatureStatistics statistics) => 1 + statistics.Covariance.trace().item<double>();

    private static FeatureStatistics Diagonal(params double[] variances) => new(
        zeros(variances.Length, dtype: ScalarType.Float64, device: CPU),
        diag(tensor(variances, dtype: ScalarType.Float64, device: CPU)));
}
