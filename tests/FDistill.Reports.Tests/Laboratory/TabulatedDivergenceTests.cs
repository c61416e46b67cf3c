using FDistill.Reports.Laboratory;
using FDistill.Reports.Tests.Support;

namespace FDistill.Reports.Tests.Laboratory;

public sealed class TabulatedDivergenceTests
{
    [Theory, MemberData(nameof(ClosedForms.Names), MemberType = typeof(ClosedForms))]
    public void Many_values_at_once_are_the_closed_form_in_the_order_asked_for(string name)
    {
        var (divergence, f, slopeAtOne) = ClosedForms.Of(name);
        double[] places = [3, -12.5, 0, 0.001, 11, -2, -0.03, 3, 25, -25];

        var found = new TabulatedDivergence(new WeightFunction(divergence)).F(places);

        foreach (var (x, value) in places.Zip(found))
        {
            var expected = f(Math.Exp(x)) - slopeAtOne * (Math.Exp(x) - 1);
            Assert.True(Math.Abs(value - expected) <= 1e-10 * Math.Max(1, Math.Abs(expected)), $"{name} at log r = {x}: {value}, expected {expected}");
        }
    }

    [Fact]
    public void Ratios_on_one_side_of_one_are_integrated_from_one_all_the_same() =>
        Assert.Equal([Math.E - 2], new TabulatedDivergence(new WeightFunction(ClosedForms.Of("reverse-kl").Divergence)).F([1.0]), EqualityComparer<double>.Create((a, b) => Math.Abs(a - b) < 1e-13, _ => 0));
}
