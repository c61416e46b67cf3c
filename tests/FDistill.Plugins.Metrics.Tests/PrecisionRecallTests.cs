using FDistill.Plugins.Metrics.PrecisionRecall;
using FDistill.Plugins.Metrics.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests;

public sealed class PrecisionRecallTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Of_a_set_to_itself_everything_is_one()
    {
        var points = Draw.Normal(0, 50, 4);
        var values = Measure(points, points, PrecisionRecallDefinition.Prdc);
        Assert.Equal((1.0, 1.0, 1.0), (values["precision"], values["recall"], values["coverage"]));
    }

    [Fact]
    public void Of_sets_far_apart_everything_is_zero()
    {
        var points = Draw.Normal(0, 50, 4);
        Assert.All(Measure(points, points + 100, PrecisionRecallDefinition.Prdc).Values, value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_missed_mode_costs_recall_and_not_precision()
    {
        var (left, right) = (Draw.Normal(0, 60, 2), Draw.Normal(1, 60, 2) + 100);
        var values = Measure(references: cat([left, right], 0), samples: Draw.Normal(2, 60, 2), PrecisionRecallDefinition.Improved);
        Assert.InRange(values["precision"], 0.8, 1);
        Assert.InRange(values["recall"], 0.3, 0.5);
    }

    [Fact]
    public void Exchanging_samples_and_references_exchanges_precision_and_recall()
    {
        var (a, b) = (Draw.Normal(0, 40, 3), 1.3 * Draw.Normal(1, 60, 3));
        var (forth, back) = (Measure(a, b, PrecisionRecallDefinition.Improved), Measure(b, a, PrecisionRecallDefinition.Improved));
        Assert.Equal((forth["precision"], forth["recall"]), (back["recall"], back["precision"]));
    }

    [Fact]
    public void A_ball_reaches_to_the_kth_other_point()
    {
        var line = Line(0, 1, 3, 7);
        Assert.Equal([9.0, 4.0, 9.0, 36.0], NeighbourRadii.Squared(line, 2, TestContext.Current.CancellationToken).data<double>().ToArray());
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void A_point_on_the_boundary_counts_where_the_definition_says_so(bool withBoundary, long expected)
    {
        // −3 lies on the boundary of the ball around 0, and in no other; the others are far away.
        var overlap = BallOverlap.Of(Line(0, 1, 3, 7), Line(-3, 100, 200, 300), 2, withBoundary, TestContext.Current.CancellationToken);
        Assert.Equal([expected, 0, 0, 0], overlap.BallsAroundSample.data<long>().ToArray());
        Assert.Equal([expected == 1, false, false, false], overlap.BallReached.data<bool>().ToArray());
    }

    [Fact]
    public void Copies_of_a_point_are_at_no_distance()
    {
        var points = Draw.Normal(3, 1, 64).expand(10, 64) * 1000;
        Assert.Equal(0, NeighbourRadii.Squared(points, 3, TestContext.Current.CancellationToken).max().item<double>());
        Assert.Equal(1, Measure(points, points, PrecisionRecallDefinition.Improved)["recall"]);
    }

    [Fact]
    public void More_points_than_fit_at_once_give_the_same()
    {
        // 5,000 × 5,000 distances are more than are computed at once.
        var points = Draw.Normal(4, 5000, 2);
        var (sorted, _) = (points - points.narrow(0, 4999, 1)).square().sum(1).sort();
        Assert.Equal(sorted[3].item<double>(), NeighbourRadii.Squared(points, 3, TestContext.Current.CancellationToken)[4999].item<double>(), 1e-12);
    }

    [Fact]
    public void Ties_are_decided_exactly_where_points_stand_on_a_grid() =>
        Prop.ForAll(Gen.Choose(0, 10_000).ToArbitrary(), Gen.Choose(1, 4).ToArbitrary(), (seed, neighbours) =>
        {
            // Whole coordinates, few of them different, far from the origin: every
            // distance is tied with others, and |a|² + |b|² − 2ab is rounded.
            var (references, samples) = (Grid(seed, 25), Grid(seed + 1, 20));
            return new[] { true, false }.All(withBoundary =>
            {
                var overlap = BallOverlap.Of(references, samples, neighbours, withBoundary, TestContext.Current.CancellationToken);
                var (balls, inBall) = PlainOverlap.Of(references, samples, neighbours, withBoundary);
                return balls.SequenceEqual(overlap.BallsAroundSample.data<long>().ToArray()) && inBall.SequenceEqual(overlap.ReferenceInBall.data<bool>().ToArray());
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void The_order_of_the_points_does_not_matter() => ForAnySeed((a, b) =>
        Same(Measure(a, b, PrecisionRecallDefinition.Prdc), Measure(a.flip(0), b.flip(0), PrecisionRecallDefinition.Prdc)));

    [Fact]
    public void Neither_scale_nor_place_matters() => ForAnySeed((a, b) =>
        Same(Measure(a, b, PrecisionRecallDefinition.Prdc), Measure(8 * a + 64, 8 * b + 64, PrecisionRecallDefinition.Prdc)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Points_that_are_not_finite_are_refused(double value)
    {
        var points = Draw.Normal(0, 9, 2);
        points[3, 0] = value;
        Assert.Contains("NaN or infinite", Assert.Throws<InvalidDataException>(() => Measure(points, Draw.Normal(1, 9, 2), PrecisionRecallDefinition.Improved)).Message);
        Assert.Contains("NaN or infinite", Assert.Throws<InvalidDataException>(() => Measure(Draw.Normal(1, 9, 2), points, PrecisionRecallDefinition.Improved)).Message);
    }

    [Fact]
    public void Fewer_points_than_neighbours_are_refused() =>
        Assert.Contains("more than 3 points; there are 3", Assert.Throws<InvalidDataException>(() => NeighbourRadii.Squared(Draw.Normal(0, 3, 2), 3, TestContext.Current.CancellationToken)).Message);

    [Fact]
    public void A_cancelled_measurement_ends() => Assert.ThrowsAny<OperationCanceledException>(
        () => new PrecisionRecallMetric(new PrecisionRecallOptions()).Measure(Draw.Normal(0, 9, 2), Draw.Normal(1, 9, 2), new CancellationToken(canceled: true)));

    private static IReadOnlyDictionary<string, double> Measure(Tensor references, Tensor samples, PrecisionRecallDefinition definition) =>
        new PrecisionRecallMetric(new PrecisionRecallOptions { Definition = definition }).Measure(references, samples, TestContext.Current.CancellationToken);

    private static void ForAnySeed(Func<Tensor, Tensor, bool> law) => Prop
        .ForAll(Gen.Choose(0, 10_000).ToArbitrary(), seed => law(Draw.Normal(seed, 40, 3), 1.2 * Draw.Normal(seed + 1, 30, 3)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    private static bool Same(IReadOnlyDictionary<string, double> one, IReadOnlyDictionary<string, double> other) => one.All(pair => other[pair.Key] == pair.Value);

    private static Tensor Grid(int seed, long count) => (1.5 * Draw.Normal(seed, count, 2)).round() + 1e7;

    private static Tensor Line(params double[] places) => tensor(places, [places.Length, 1], dtype: ScalarType.Float64, device: CPU);
}
