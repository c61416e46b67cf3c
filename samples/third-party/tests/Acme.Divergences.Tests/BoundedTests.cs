using FDistill.Divergences;
using FDistill.Testing.Divergences;
using Xunit;
using static TorchSharp.torch;

namespace Acme.Divergences.Tests;

public sealed class BoundedLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new Bounded(new BoundedOptions());
}

public sealed class BoundedTests
{
    [Fact]
    public void At_equal_densities_h_is_two_to_the_minus_gamma()
    {
        using var scope = NewDisposeScope();
        var weight = new Bounded(new BoundedOptions { Gamma = 0.5 }).Weight(DensityRatio.FromLog(zeros(1, dtype: float64, device: CPU)));
        Assert.Equal(Math.Sqrt(0.5), weight.item<double>(), 12);
    }
}
