using FDistill.Divergences;
using FDistill.Engine.Contracts;
using FDistill.Engine.Objective;
using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training.Loop;
using FDistill.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Objective;

public sealed class WeightTests
{
    [Fact]
    public void Stage_two_makes_the_mean_weight_one() =>
        Prop.ForAll(RandomWeights.Arbitrary, weight =>
        {
            using var scope = NewDisposeScope();
            var normalized = Normalize(weight);
            return Math.Abs(normalized.mean().Number() - 1) < 1e-3 && normalized.min().Number() >= 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_scale_of_a_divergence_does_not_matter() =>
        Prop.ForAll(RandomWeights.Arbitrary, Gen.Choose(1, 1000).ToArbitrary(), (weight, scale) =>
        {
            using var scope = NewDisposeScope();
            return Normalize(weight).allclose(Normalize(weight.Times(scale)), rtol: 2e-3);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_weight_is_a_function_of_its_own_ratio_alone() =>
        Prop.ForAll(RandomWeights.Arbitrary, weight =>
        {
            using var scope = NewDisposeScope();
            var log = RandomWeights.LogRatios();
            var backwards = DivergenceWeight.Of(weight, DensityRatio.FromLog(log.flip(0))).flip(0);
            return DivergenceWeight.Of(weight, DensityRatio.FromLog(log)).allclose(backwards);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_mean_is_that_of_all_processes()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(2, WeightNormalizer.Mean(Row.Of(1, 3), new TwinProcess()).Number(), 6);
    }

    [Fact]
    public void A_mean_of_almost_zero_stops_with_a_sentence()
    {
        var error = Assert.Throws<ArithmeticException>(() => WeightNormalizer.Check(9e-7));
        Assert.Contains("gives no sample any weight", error.Message, StringComparison.Ordinal);
        WeightNormalizer.Check(2e-6);
    }

    [Fact]
    public void A_divergence_that_returns_another_shape_is_named_with_its_contract()
    {
        using var scope = NewDisposeScope();
        var scalar = new FixedWeight(ratio => ratio.Value.mean());

        var error = Assert.Throws<BrokenContractException>(() => DivergenceWeight.Of(scalar, DensityRatio.FromLog(Row.Of(0, 1))));
        Assert.Equal("the divergence FixedWeight of FDistill.Engine.Tests breaks the contract of IDivergence.Weight: it returned weights of shape []; [2] was expected.", error.Message);
    }

    [Fact]
    public void A_divergence_that_returns_whole_numbers_is_refused()
    {
        using var scope = NewDisposeScope();
        var counting = new FixedWeight(ratio => ratio.Value.to(ScalarType.Int64));

        var error = Assert.Throws<BrokenContractException>(() => DivergenceWeight.Of(counting, DensityRatio.FromLog(Row.Of(0, 1))));
        Assert.Contains("it returned weights of Int64; a float type was expected", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.5, 1, "≥ 0")]
    [InlineData(double.NaN, double.NaN, "finite")]
    [InlineData(0, double.PositiveInfinity, "finite")]
    public void A_divergence_that_returns_a_negative_or_boundless_weight_is_refused(double smallest, double largest, string clause)
    {
        var error = Assert.Throws<BrokenContractException>(() => DivergenceWeight.Check(new FixedWeight(ratio => ratio.Value), smallest, largest));
        Assert.Contains("FixedWeight", error.Message, StringComparison.Ordinal);
        Assert.Contains(clause, error.Message, StringComparison.Ordinal);
    }

    private static Tensor Normalize(IDivergence divergence)
    {
        var weight = DivergenceWeight.Of(divergence, DensityRatio.FromLog(RandomWeights.LogRatios()));
        return WeightNormalizer.Normalize(weight, WeightNormalizer.Mean(weight, new SingleProcess()));
    }
}
