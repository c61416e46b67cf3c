using FDistill.Engine.Sampling;
using FDistill.Tests.Shared;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Sampling;

public sealed class StudentSamplerTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly NormalData student = new(deviation: 0.5);

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(1, StudentNoise.Fresh)]
    [InlineData(2, StudentNoise.Fresh)]
    [InlineData(4, StudentNoise.Fresh)]
    [InlineData(1, StudentNoise.Implied)]
    [InlineData(2, StudentNoise.Implied)]
    [InlineData(4, StudentNoise.Implied)]
    public void A_sample_costs_one_evaluation_a_step_and_does_not_depend_on_its_batch(int steps, StudentNoise between)
    {
        var noise = Noise(10);
        var whole = Sample(noise, steps, between);
        Assert.Equal(steps, student.Evaluations);
        Assert.True(Same(whole.narrow(0, 2, 3), Sample(noise.narrow(0, 2, 3), steps, between)));
        Assert.True(Same(whole, Sample(noise, steps, between)));
    }

    [Fact]
    public void One_step_is_the_students_estimate_at_the_largest_noise_level()
    {
        var noise = Noise(5);
        var expected = student.Denoise(noise * 10, full([5], 10.0, dtype: float64, device: CPU), condition: null);
        Assert.True(Same(expected, Sample(noise, 1, StudentNoise.Fresh)));
    }

    [Fact]
    public void Implied_noise_follows_the_flow_and_fresh_noise_does_not()
    {
        var noise = Noise(200);
        // From 10 to 5 the flow's own step, then the estimate: x_5 = D + 5 (x_10 − D)/10.
        var start = noise * 10;
        var first = student.Denoise(start, full([200], 10.0, dtype: float64, device: CPU), condition: null);
        var second = student.Denoise(first + ((start - first) / 2), full([200], 5.0, dtype: float64, device: CPU), condition: null);
        Assert.Equal(0, (second - Sample(noise, 2, StudentNoise.Implied)).abs().max().item<float>(), 1e-5);
        Assert.InRange((second - Sample(noise, 2, StudentNoise.Fresh)).abs().max().item<float>(), 0.01, 1);
    }

    [Fact]
    public void Fresh_noise_is_another_at_every_step_and_for_every_sample()
    {
        var noise = Noise(2000);
        var (one, two) = (SeededStepNoise.Draw(noise, 0), SeededStepNoise.Draw(noise, 1));
        Assert.Equal(1, one.std().item<float>(), 0.03);
        Assert.InRange((one * two).mean().item<float>(), -0.03, 0.03);
        Assert.InRange((one * noise).mean().item<float>(), -0.03, 0.03);
        Assert.InRange((one.narrow(0, 0, 1999) * one.narrow(0, 1, 1999)).mean().item<float>(), -0.03, 0.03);
    }

    private static bool Same(Tensor one, Tensor other) => one.eq(other).all().item<bool>();

    private static Tensor Noise(long count)
    {
        using var generator = new Generator(4, CPU);
        return randn([count, 1, 3, 3], dtype: float32, device: CPU, generator: generator);
    }

    private Tensor Sample(Tensor noise, int steps, StudentNoise between) =>
        new StudentSampler(student, student, student.StudentTimes(steps), between, SeededStepNoise.Draw).Sample(noise, condition: null);
}
