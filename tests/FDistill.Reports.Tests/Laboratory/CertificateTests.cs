using FDistill.Divergences;
using FDistill.Plugins.Divergences;
using FDistill.Reports.Laboratory;
using FDistill.Reports.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Reports.Tests.Laboratory;

/// <summary>Table 1 of the paper, found from h alone.</summary>
public sealed class CertificateTests
{
    public static TheoryData<string, string, string, string, double, double, double> TableOne => new()
    {
        { "reverse-kl", "Yes", "No", "-", 1, -2, -2 },
        { "softened-reverse-kl", "Yes", "No", "Low", 2 - 2 * Math.Log(2), -3, -2 },
        { "js", "Medium", "Yes", "Low", 2 * Math.Log(2), -2, -1 },
        { "squared-hellinger", "Medium", "Yes", "Low", 2, -1.5, -1.5 },
        { "forward-kl", "No", "No", "High", double.PositiveInfinity, -1, -1 },
        { "jeffreys", "No", "No", "High", double.PositiveInfinity, -1, -2 },
    };

    [Theory, MemberData(nameof(TableOne))]
    public void The_words_and_numbers_of_table_1_follow_from_h(
        string name, string modeSeeking, string saturation, string variance, double limit, double atInfinity, double atZero)
    {
        var found = DivergenceCertificate.Of(name, ClosedForms.Of(name).Divergence);

        Assert.True(found.IsSound);
        Assert.Equal((modeSeeking, saturation, variance), (found.ModeSeeking, found.Saturation, found.Variance));
        Assert.Equal(limit, found.ModeSeekingLimit!.Value, 1e-9);
        Assert.Equal((atInfinity, atZero), (found.AtInfinity!.CurvatureExponent, found.AtZero!.CurvatureExponent));
        Assert.Equal(new TailWeights(atZero, atInfinity), found.TailWeights);
    }

    [Theory, MemberData(nameof(ClosedForms.Names), MemberType = typeof(ClosedForms))]
    public void F_rebuilt_from_h_is_the_closed_form_in_its_standard_form(string name)
    {
        var (divergence, f, slopeAtOne) = ClosedForms.Of(name);
        var rebuilt = new RebuiltDivergence(new WeightFunction(divergence));
        for (var x = -12.0; x <= 12; x += 0.75)
        {
            var r = Math.Exp(x);
            var expected = f(r) - slopeAtOne * (r - 1);
            Assert.True(Math.Abs(rebuilt.F(x) - expected) <= 1e-10 * Math.Max(1, Math.Abs(expected)), $"{name} at r = {r}: {rebuilt.F(x)}, expected {expected}");
        }
    }

    [Theory, MemberData(nameof(ClosedForms.Names), MemberType = typeof(ClosedForms))]
    public void The_conjugate_is_where_Fenchels_inequality_is_an_equality(string name)
    {
        var rebuilt = new RebuiltDivergence(new WeightFunction(ClosedForms.Of(name).Divergence));
        for (var x = -4.0; x <= 4; x += 1)
        {
            var (t, conjugate) = (rebuilt.Slope(x), rebuilt.Conjugate(x));
            Assert.Equal(t * Math.Exp(x) - rebuilt.F(x), conjugate, 1e-9 * Math.Max(1, Math.Abs(conjugate)));
            for (var y = -4.0; y <= 4; y += 1) Assert.True(t * Math.Exp(y) - rebuilt.F(y) <= conjugate + 1e-9 * Math.Max(1, Math.Abs(conjugate)));
        }
    }

    [Theory, InlineData(0.5), InlineData(1), InlineData(2), InlineData(3)]
    public void The_normalised_variance_of_forward_kl_is_its_closed_form(double m) =>
        Assert.Equal(Math.Exp(m * m) - 1, NormalizedVariance.ByQuadrature(new WeightFunction(new ForwardKl()), m), 1e-8 * Math.Exp(m * m));

    [Theory, InlineData("jeffreys", 13.4, 0.05), InlineData("squared-hellinger", 1.7, 0.05), InlineData("js", 1.2, 0.05), InlineData("softened-reverse-kl", 0.10, 0.005)]
    public void The_normalised_variance_at_two_standard_deviations_is_that_of_figure_5a(string name, double expected, double tolerance) =>
        Assert.Equal(expected, NormalizedVariance.Of(new WeightFunction(ClosedForms.Of(name).Divergence), 2), tolerance);

    [Fact]
    public void An_h_that_is_negative_somewhere_is_reported_there()
    {
        var found = DivergenceCertificate.Of("negative", Formula(r => r - 1e-3));

        var fault = Assert.Single(found.Faults);
        Assert.Equal("is negative", fault.What);
        Assert.Equal(1e-12, fault.Ratio, 1e-13);
        Assert.Equal("h = -0.001; so at 1800 of 4801 places, the last at r = 9.8855e-4", fault.Evidence);
        Assert.False(found.IsSound);
        Assert.Null(found.ModeSeeking);
    }

    [Fact]
    public void An_h_that_is_not_finite_somewhere_is_reported_there() =>
        Assert.Equal("is not finite", Assert.Single(DivergenceCertificate.Of("infinite", Formula(r => r.pow(40))).Faults).What);

    [Theory, InlineData(2.0), InlineData(1e-3), InlineData(5e7)]
    public void A_jump_is_found_to_many_digits_however_small_it_is(double at)
    {
        var found = DivergenceCertificate.Of("jump", Formula(r => r.gt(at).to(TorchSharp.torch.float64).mul(1e-3).add(r.log().sigmoid())));

        var fault = Assert.Single(found.Faults);
        Assert.Equal("jumps", fault.What);
        Assert.Equal(1, fault.Ratio / at, 1e-9);
        var below = at / (1 + at);
        Assert.StartsWith(FormattableString.Invariant($"from {below:g6} to {below + 1e-3:g6}, "), fault.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_steep_but_continuous_h_is_sound() =>
        Assert.True(DivergenceCertificate.Of("steep", Formula(r => r.sub(2).mul(200).sigmoid().add(0.01))).IsSound);

    [Fact]
    public void A_kink_is_no_jump() => Assert.True(DivergenceCertificate.Of("kink", Formula(r => r.clamp(0.5, 2))).IsSound);

    [Fact]
    public void An_h_that_vanishes_around_one_is_flagged()
    {
        var found = DivergenceCertificate.Of("hole", Formula(r => r.log().abs().sub(0.5).clamp_min(0)));

        var fault = Assert.Single(found.Faults);
        Assert.Contains("is zero around r = 1", fault.What, StringComparison.Ordinal);
        Assert.Equal("h = 0 from r = 6.0954e-1 to 1.6406e+0", fault.Evidence.Replace("e0", "e+0", StringComparison.Ordinal));
        Assert.Equal("undefined", found.ModeSeeking);
    }

    [Fact]
    public void An_h_that_is_zero_at_one_alone_is_not_flagged() =>
        Assert.DoesNotContain(DivergenceCertificate.Of("touching", Formula(r => r.log().square())).Faults, fault => fault.What.Contains("zero", StringComparison.Ordinal));

    [Fact]
    public void A_tail_that_is_no_power_is_told_from_one_that_is()
    {
        var bell = DivergenceCertificate.Of("bell", Formula(r => r.log().square().mul(-0.5).exp()));

        Assert.Equal((double.PositiveInfinity, double.NegativeInfinity), (bell.AtZero!.CurvatureExponent, bell.AtInfinity!.CurvatureExponent));
        Assert.Equal("Yes", bell.Saturation);
        Assert.Null(bell.TailWeights);
        Assert.Equal(-1.7, DivergenceCertificate.Of("power", Formula(r => r.pow(0.3))).AtZero!.CurvatureExponent, 1e-4);
    }

    [Fact]
    public void The_range_of_h_is_told_with_its_places()
    {
        var range = DivergenceCertificate.Of("js", new JensenShannon()).Range!;

        Assert.Equal((1e-12, 1e-12), (range.Smallest, range.SmallestAt), Near6);
        Assert.Equal((1, 1e12), (range.Largest, range.LargestAt), Near6);
    }

    [Fact]
    public void A_divergence_that_breaks_its_contract_is_told_how()
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => DivergenceCertificate.Of("sum", Formula(r => r.sum())));
        Assert.Contains("expected one number for each", wrong.Message, StringComparison.Ordinal);
    }

    private static readonly IEqualityComparer<(double, double)> Near6 = EqualityComparer<(double, double)>.Create(
        (a, b) => Math.Abs(a.Item1 / b.Item1 - 1) < 1e-6 && Math.Abs(a.Item2 / b.Item2 - 1) < 1e-6, _ => 0);

    private static FixedWeight Formula(Func<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> h) => new(ratio => h(ratio.Value));
}
