using FDistill.Reports.Charts;
using FsCheck;
using FsCheck.Fluent;

namespace FDistill.Reports.Tests;

public sealed class AxisTests
{
    [Fact]
    public void A_linear_axis_has_round_ticks_around_the_values()
    {
        var axis = Axis.Linear(0.13, 0.87);
        Assert.Equal((0.0, 1.0), (axis.Minimum, axis.Maximum));
        Assert.Equal(["0", "0.2", "0.4", "0.6", "0.8", "1"], axis.Ticks.Select(Axis.Label));
    }

    [Fact]
    public void A_tight_axis_ends_at_the_values()
    {
        var axis = Axis.Linear(1, 1100, ticks: 8, tight: true);
        Assert.Equal((1, 1100), (axis.Minimum, axis.Maximum));
        Assert.Equal(["200", "400", "600", "800", "1,000"], axis.Ticks.Select(Axis.Label));
    }

    [Fact]
    public void A_logarithmic_axis_has_ticks_at_1_2_and_5()
    {
        var axis = Axis.Log(17, 934);
        Assert.Equal(["10", "20", "50", "100", "200", "500", "1,000"], axis.Ticks.Select(Axis.Label));
        Assert.Equal(0.5, axis.Place(100), 1e-12);
    }

    [Fact]
    public void A_wide_logarithmic_axis_has_powers_of_ten_alone() =>
        Assert.Equal(["1e−5", "0.0001", "0.001", "0.01", "0.1", "1"], Axis.Log(1.5e-5, 0.9).Ticks.Select(Axis.Label));

    [Fact]
    public void Every_axis_holds_its_values_and_ticks_in_order() => Prop.ForAll(
        Gen.Choose(-4000, 4000).ToArbitrary(), Gen.Choose(0, 3000).ToArbitrary(), (low, length) =>
        {
            double[] logarithms = [low / 1000.0, (low + length) / 1000.0];
            var (lowest, highest) = (Math.Pow(10, logarithms[0]), Math.Pow(10, logarithms[1]));
            return Holds(Axis.Linear(lowest, highest), lowest, highest) && Holds(Axis.Linear(-highest, lowest), -highest, lowest)
                && Holds(Axis.Log(lowest, highest), lowest, highest);
        }).QuickCheckThrowOnFailure();

    private static bool Holds(Axis axis, double lowest, double highest) =>
        axis.Place(lowest) > -0.001 && axis.Place(highest) < 1.001 && axis.Ticks.Count is >= 2 and <= 9
        && axis.Ticks.Zip(axis.Ticks.Skip(1)).All(pair => pair.First < pair.Second);
}
