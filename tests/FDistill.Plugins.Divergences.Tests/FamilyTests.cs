using System.ComponentModel.DataAnnotations;
using FDistill.Divergences;
using FDistill.Plugins.Divergences.Families;
using FDistill.Plugins.Divergences.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace FDistill.Plugins.Divergences.Tests;

public class FamilyTests
{
    private static readonly Arbitrary<double> LogRatios = Gen.Choose(-4000, 4000).Select(n => n / 1000.0).ToArbitrary();

    [Theory, InlineData(0, "reverse-kl", 1), InlineData(0.5, "squared-hellinger", 4), InlineData(1, "forward-kl", 1)]
    public void A_power_is_a_row_of_table_1_but_for_a_constant(double gamma, string row, double constant) =>
        AssertEqual(new Power(new PowerOptions { Gamma = gamma }), log => constant * Table1.Row(row).H(Math.Exp(log)));

    [Fact]
    public void Pearsons_and_neymans_chi_squared_are_twice_their_h() =>
        Prop.ForAll(LogRatios, log =>
        {
            // f'' r² by differences of f, in log r
            double r = Math.Exp(log), step = 1e-3 * r;
            double Curvature(Func<double, double> f) => (f(r + step) - 2 * f(r) + f(r - step)) / (step * step) * r * r;
            return Near(Curvature(u => (u - 1) * (u - 1)), 2 * Weights.Of(new PearsonChiSquared(), (float)log)[0], 1e-4)
                && Near(Curvature(u => (u - 1) * (u - 1) / u), 2 * Weights.Of(new NeymanChiSquared(), (float)log)[0], 1e-4);
        }).QuickCheckThrowOnFailure();

    [Theory, InlineData(-1, "reverse-kl", 1), InlineData(0, "squared-hellinger", 4), InlineData(1, "forward-kl", 1)]
    public void Amaris_alpha_runs_from_reverse_to_forward_kl(double alpha, string row, double constant) =>
        AssertEqual(new Amari(new AmariOptions { Alpha = alpha }), log => constant * Table1.Row(row).H(Math.Exp(log)));

    [Fact]
    public void Half_reverse_and_half_forward_kl_is_half_of_jeffreys() =>
        AssertEqual(new Mix(new MixOptions()), log => Table1.Row("jeffreys").H(Math.Exp(log)) / 2);

    [Fact]
    public void A_mix_weighs_its_second_by_the_share() =>
        AssertEqual(new Mix(new MixOptions { First = "js", Second = "forward-kl", Share = 0.25 }), log => 0.75 * Table1.Row("js").H(Math.Exp(log)) + 0.25 * Math.Exp(log));

    [Fact]
    public void A_mix_of_what_is_not_in_table_1_is_refused_with_what_is()
    {
        var options = new MixOptions { Second = "pearson" };
        var failure = Assert.Single(options.Validate(new ValidationContext(options)));
        Assert.StartsWith("found 'pearson', expected one of reverse-kl, ", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory, InlineData(1.0), InlineData(0.1)]
    public void The_smooth_total_variation_is_a_bell_in_log_r_that_narrows_with_its_width(double width)
    {
        var h = Weights.Of(new SmoothedTotalVariation(new SmoothedTotalVariationOptions { Width = width }), 0, (float)width, (float)(-width), (float)(5 * width));
        Assert.Equal(1, h[0], 6);
        Assert.Equal(Math.Exp(-0.5), h[1], 5);
        Assert.Equal(h[1], h[2], 6);
        Assert.True(h[3] < 1e-5);
    }

    private static void AssertEqual(IDivergence divergence, Func<double, double> expected) =>
        Prop.ForAll(LogRatios, log => Near(expected(log), Weights.Of(divergence, (float)log)[0], 2e-6)).QuickCheckThrowOnFailure();

    private static bool Near(double expected, double found, double tolerance) => Math.Abs(expected - found) <= tolerance * Math.Max(1, Math.Abs(expected));
}
