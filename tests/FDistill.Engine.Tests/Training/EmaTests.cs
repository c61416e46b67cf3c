using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

public sealed class EmaTests
{
    [Theory]
    [InlineData(1, 2 / 11.0)]
    [InlineData(8, 0.5)]
    [InlineData(1_000_000, 0.99)]
    public void A_constant_decay_may_warm_up(long update, double beta)
    {
        Assert.Equal(beta, new EmaDecay(new() { Decay = 0.99, WarmUp = true }, batch: 64).At(update), 12);
        Assert.Equal(0.99, new EmaDecay(new() { Decay = 0.99 }, batch: 64).At(update));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3.8985e-6)]
    [InlineData(1000, 0.982182)]
    public void The_power_form_keeps_its_width_relative_to_the_training_so_far(long update, double beta) =>
        Assert.Equal(beta, new EmaDecay(new() { Form = EmaForm.Power, Gamma = 16.97 }, batch: 1).At(update), 6);

    [Theory]
    [InlineData(1, 0.5, 20)]
    [InlineData(1_000_000, 0.999, 1)]
    public void The_half_life_form_counts_samples_and_ramps_up(long update, double beta, int powers)
    {
        // Update 1: the half-life is 5 % of 512 samples, so that one batch is 20 half-lives. Later: 512 samples of 500,000 · ln 2.
        var expected = update == 1 ? Math.Pow(beta, powers) : Math.Pow(0.5, 512 / 500_000.0);
        Assert.Equal(expected, new EmaDecay(new() { Form = EmaForm.HalfLife, HalfLife = 500, RampUp = 0.05 }, batch: 512).At(update), 12);
    }

    [Fact]
    public void An_average_moves_towards_the_weights_by_one_minus_beta()
    {
        using var module = nn.Linear(2, 1, device: CPU, dtype: ScalarType.Float32);
        using var network = new TrainedNetwork("network", module, new(), iterations: 10);
        SetTo(network, 1);
        using var average = new Ema(network, new(new() { Decay = 0.75 }, batch: 1));

        SetTo(network, 5);
        average.Update(1);

        using var scope = NewDisposeScope();
        Assert.All(average.Parameters, pair => Assert.All(pair.Value.Floats(), value => Assert.Equal(0.75f * 1 + 0.25f * 5, value)));
    }

    [Fact]
    public void An_average_is_copied_with_the_buffers_of_its_network()
    {
        using var module = nn.BatchNorm1d(3, device: CPU, dtype: ScalarType.Float32);
        using var other = nn.BatchNorm1d(3, device: CPU, dtype: ScalarType.Float32);
        using var network = new TrainedNetwork("network", module, new(), iterations: 10);
        using var average = new Ema(network, new(new() { Decay = 0.5 }, batch: 1));
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        module.get_buffer("running_mean")!.fill_(7);
        module.get_parameter("weight")!.fill_(3);
        average.Update(1);

        average.CopyTo(other);

        Assert.Equal([7, 7, 7], other.get_buffer("running_mean")!.Floats());
        Assert.Equal([2, 2, 2], other.get_parameter("weight")!.Floats());
    }

    private static void SetTo(TrainedNetwork network, float value)
    {
        using var ungraded = no_grad();
        foreach (var parameter in network.Module.parameters()) parameter.fill_(value);
    }
}
