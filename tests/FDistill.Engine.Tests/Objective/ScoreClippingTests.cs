using FDistill.Engine.Objective;
using FDistill.Engine.Tests.Support;
using FDistill.Tests.Shared;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Objective;

/// <summary>The noise ε̂ = (x_t − α D)/σ that a clipped estimate stands for.</summary>
public sealed class ScoreClippingTests : IDisposable
{
    private static readonly SquareTimes Schedule = new();

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor noised;
    private readonly Tensor estimate;
    private readonly Tensor t;

    public ScoreClippingTests()
    {
        using var generator = new Generator(1, CPU);
        noised = randn([4, 2, 3, 3], dtype: ScalarType.Float32, device: CPU, generator: generator);
        estimate = randn([4, 2, 3, 3], dtype: ScalarType.Float32, device: CPU, generator: generator) * tensor(new[] { 0.1f, 1, 10, 100 }, dtype: ScalarType.Float32, device: CPU).view(-1, 1, 1, 1);
        t = full([4], 1.0, dtype: ScalarType.Float64, device: CPU);
    }

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Without_bounds_nothing_changes() => Assert.Same(estimate, Clip(new()));

    [Fact]
    public void The_norm_is_cut_to_its_bound_in_the_same_direction_and_what_is_within_stays_to_the_bit()
    {
        var (before, after) = (Epsilon(estimate), Epsilon(Clip(new() { Norm = 2 })));
        var (norms, cut) = (Norms(before), Norms(after));
        Assert.Contains(norms, norm => norm < 2);
        Assert.Contains(norms, norm => norm > 2);
        for (var sample = 0; sample < 4; sample++)
        {
            Assert.Equal(Math.Min(norms[sample], 2), cut[sample], 3);
            if (norms[sample] < 2) Assert.Equal(estimate[sample].Floats(), Clip(new() { Norm = 2 })[sample].Floats());
            var scale = cut[sample] / norms[sample];
            Assert.Equal((before[sample] * scale).Floats(), after[sample].Floats(), (a, b) => Math.Abs(a - b) < 1e-3);
        }
    }

    [Fact]
    public void Elements_are_cut_one_by_one()
    {
        var (before, after) = (Epsilon(estimate).Floats(), Epsilon(Clip(new() { Elements = 1.5 })).Floats());
        Assert.Contains(before, value => Math.Abs(value) > 1.5);
        Assert.Equal(before.Select(value => Math.Clamp(value, -1.5f, 1.5f)).ToArray(), after, (a, b) => Math.Abs(a - b) < 1e-3);
    }

    private Tensor Clip(ScoreClippingOptions options) => new ScoreClipping(Schedule, options).Apply(estimate, noised, t);

    private Tensor Epsilon(Tensor x) => ((noised - (Schedule.Alpha(t).view(-1, 1, 1, 1) * x)) / Schedule.Sigma(t).view(-1, 1, 1, 1)).to(ScalarType.Float32);

    private static float[] Norms(Tensor epsilon) => epsilon.square().mean([1, 2, 3]).sqrt().Floats();
}
