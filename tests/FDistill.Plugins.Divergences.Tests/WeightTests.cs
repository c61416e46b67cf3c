using FDistill.Plugins.Divergences.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace FDistill.Plugins.Divergences.Tests;

public class WeightTests
{
    private static readonly Arbitrary<double> LogRatios = Gen.Choose(-4000, 4000).Select(n => n / 1000.0).ToArbitrary();

    [Theory, MemberData(nameof(Table1.Names), MemberType = typeof(Table1))]
    public void H_is_the_closed_form_of_table_1(string name)
    {
        var row = Table1.Row(name);
        Prop.ForAll(LogRatios, log => Near(row.H(Math.Exp(log)), Weights.Of(row.Divergence, (float)log)[0], 1e-6)).QuickCheckThrowOnFailure();
    }

    [Theory, MemberData(nameof(Table1.Names), MemberType = typeof(Table1))]
    public void H_is_the_second_derivative_of_f_times_r_squared(string name)
    {
        var row = Table1.Row(name);
        Prop.ForAll(LogRatios, log =>
        {
            double r = Math.Exp(log), step = 1e-3 * r;
            var curvature = (row.F(r + step) - (2 * row.F(r)) + row.F(r - step)) / (step * step);
            return Near(curvature * r * r, Weights.Of(row.Divergence, (float)log)[0], 1e-4);
        }).QuickCheckThrowOnFailure();
    }

    [Theory, MemberData(nameof(Table1.Names), MemberType = typeof(Table1))]
    public void F_of_one_is_zero(string name) => Assert.Equal(0, Table1.Row(name).F(1), 12);

    [Theory, MemberData(nameof(Table1.Names), MemberType = typeof(Table1))]
    public void H_is_finite_and_not_negative_over_the_whole_range_of_the_clamped_logit(string name)
    {
        foreach (var h in Weights.Of(Table1.Row(name).Divergence, -80, -10, 0, 10, 80))
            Assert.True(float.IsFinite(h) && h >= 0, $"h = {h}");
    }

    [Theory, InlineData("js", 1f), InlineData("softened-reverse-kl", 0f)]
    public void A_bounded_h_reaches_its_limit_where_the_ratio_itself_overflows(string name, float limit) =>
        Assert.Equal(limit, Weights.Of(Table1.Row(name).Divergence, 200)[0], 6);

    [Fact]
    public void Every_weight_depends_on_its_own_ratio_alone()
    {
        foreach (var row in Table1.Rows)
        {
            float[] logs = [-2, 0.5f, 3];
            Assert.Equal(logs.Select(log => Weights.Of(row.Divergence, log)[0]), Weights.Of(row.Divergence, logs));
        }
    }

    private static bool Near(double expected, double found, double tolerance) => Math.Abs(expected - found) <= tolerance * Math.Max(1, Math.Abs(expected));
}
