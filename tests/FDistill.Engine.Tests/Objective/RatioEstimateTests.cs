using FDistill.Engine.Objective;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Objective;

public sealed class RatioEstimateTests
{
    private static readonly RatioOptions Peer = new();

    [Fact]
    public void Several_heads_are_averaged_before_the_clamp()
    {
        using var scope = NewDisposeScope();
        var ratio = RatioEstimate.Of(Row.Matrix(2, 30, -30, 40, -38), Peer);

        // Clamped before the mean, both rows would give 1.
        Assert.Equal([1, MathF.E], ratio.Value.Floats(), Near.Float);
    }

    [Fact]
    public void Ratios_stay_within_their_bounds_whatever_the_logits()
    {
        using var scope = NewDisposeScope();
        var ratio = RatioEstimate.Of(Row.Matrix(1, -1e30f, -9, -1, 0, 1, 9, 1e30f), Peer);

        Assert.Equal([0.1f, 0.1f, MathF.Exp(-1), 1, MathF.E, 20, 20], ratio.Value.Floats(), Near.Float);
        Assert.Equal(4 / 7.0, RatioEstimate.ClampedShare(ratio, Peer).Number(), 6);
    }

    [Fact]
    public void The_logarithm_is_that_of_the_value()
    {
        using var scope = NewDisposeScope();
        var ratio = RatioEstimate.Of(linspace(-12, 12, 97, dtype: ScalarType.Float32, device: CPU).view(-1, 1), Peer);

        Assert.Equal(ratio.Value.log().Floats(), ratio.Log.Floats(), Near.Float);
    }

    [Fact]
    public void Logits_below_float32_are_taken_to_it_first()
    {
        using var scope = NewDisposeScope();
        var ratio = RatioEstimate.Of(Row.Matrix(1, 1.5f, -2.25f).to(ScalarType.BFloat16), Peer);

        Assert.Equal(ScalarType.Float32, ratio.Value.dtype);
        Assert.Equal([MathF.Exp(1.5f), MathF.Exp(-2.25f)], ratio.Value.Floats(), Near.Float);
    }

    [Fact]
    public void No_gradient_flows_through_the_ratio()
    {
        using var scope = NewDisposeScope();
        var ratio = RatioEstimate.Of(Row.Matrix(1, 1, 2).requires_grad_(true), Peer);

        Assert.False(ratio.Value.requires_grad);
        Assert.False(ratio.Log.requires_grad);
    }
}
