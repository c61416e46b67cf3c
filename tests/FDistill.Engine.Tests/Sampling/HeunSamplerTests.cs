using FDistill.Engine.Sampling;
using FDistill.Tests.Shared;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Sampling;

public sealed class HeunSamplerTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly NormalData data = new(deviation: 0.5);

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(true, 3.2, 5)]
    [InlineData(false, 1.6, 2.4)]
    public void The_error_falls_fourfold_by_Heun_and_twofold_by_Euler_when_steps_are_doubled(bool secondOrder, double least, double most)
    {
        var noise = Noise(64);
        double Error(int steps) => (Sample(noise, new() { Steps = steps, SecondOrder = secondOrder }).to_type(float64) - data.EndOf(noise)).abs().max().item<double>();
        Assert.InRange(Error(40) / Error(80), least, most);
    }

    [Theory]
    [InlineData(true, 35)]
    [InlineData(false, 18)]
    public void Heun_costs_2n_minus_1_evaluations_and_Euler_n(bool secondOrder, int evaluations)
    {
        Sample(Noise(2), new() { Steps = 18, SecondOrder = secondOrder });
        Assert.Equal(evaluations, data.Evaluations);
    }

    [Fact]
    public void With_churn_samples_are_still_those_of_the_data()
    {
        var samples = Sample(Noise(4000), new() { Steps = 60, Churn = 10, ChurnFrom = 0.05, ChurnTo = 5 });
        Assert.Equal(0, samples.mean().item<float>(), 0.03);
        Assert.Equal(0.5, samples.std().item<float>(), 0.03);
    }

    [Fact]
    public void Churn_changes_samples_and_only_between_its_noise_levels()
    {
        var noise = Noise(4);
        var plain = Sample(noise, new());
        Assert.False(Same(plain, Sample(noise, new() { Churn = 10 })));
        Assert.True(Same(plain, Sample(noise, new() { Churn = 10, ChurnFrom = 100 })));
        Assert.True(Same(plain, Sample(noise, new() { Churn = 10, ChurnTo = 0.001 })));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void A_sample_depends_on_its_own_noise_alone_not_on_its_batch(double churn)
    {
        var (noise, options) = (Noise(10), new HeunOptions { Churn = churn });
        var whole = Sample(noise, options);
        Assert.True(Same(whole.narrow(0, 3, 4), Sample(noise.narrow(0, 3, 4), options)));
        Assert.True(Same(whole.narrow(0, 9, 1), Sample(noise.narrow(0, 9, 1), options)));
        Assert.True(Same(whole, Sample(noise, options)));
    }

    [Fact]
    public void Sampling_ends_between_two_evaluations_when_it_is_to_stop()
    {
        using var stop = new CancellationTokenSource();
        var sampler = new HeunSampler(data, new WatchedDenoiser(data, stop.Token.ThrowIfCancellationRequested), new());
        sampler.Sample(Noise(1), condition: null);
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => sampler.Sample(Noise(1), condition: null));
        Assert.Equal(35, data.Evaluations);
    }

    private static bool Same(Tensor one, Tensor other) => one.eq(other).all().item<bool>();

    private static Tensor Noise(long count)
    {
        using var generator = new Generator(3, CPU);
        return randn([count, 3, 2, 2], dtype: float32, device: CPU, generator: generator);
    }

    private Tensor Sample(Tensor noise, HeunOptions options) => new HeunSampler(data, data, options).Sample(noise, condition: null);
}
