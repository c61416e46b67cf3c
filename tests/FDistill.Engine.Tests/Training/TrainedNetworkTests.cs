using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Networks;
using FDistill.Engine.Training.Optimisation;
using FDistill.Tests.Shared;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

public sealed class TrainedNetworkTests
{
    [Theory]
    [InlineData(OptimizerKind.AdamW)]
    [InlineData(OptimizerKind.Adam)]
    public void A_flat_optimizer_takes_the_steps_of_one_over_single_parameters(OptimizerKind kind)
    {
        using var flat = Network(seed: 3);
        using var single = Network(seed: 3);
        var options = Options;
        options.Kind = kind;
        using var network = new TrainedNetwork("network", flat, options, iterations: 100);
        using optim.Optimizer optimizer = kind switch
        {
            OptimizerKind.AdamW => optim.AdamW(single.parameters(), 1e-2, 0.9, 0.999, 1e-8, 1e-2),
            _ => optim.Adam(single.parameters(), 1e-2, 0.9, 0.999, 1e-8, 1e-2),
        };

        for (var step = 0; step < 20; step++)
        {
            using var scope = NewDisposeScope();
            var x = randn([8, 3], dtype: ScalarType.Float32, device: CPU, generator: new Generator((ulong)step, CPU));

            network.Begin();
            flat.call(x).square().mean().backward();
            network.Accumulate();
            network.Step(step, network.FinishGradient(new SingleProcess()).Number());

            optimizer.zero_grad();
            single.call(x).square().mean().backward();
            optimizer.step();
        }

        foreach (var (expected, found) in single.parameters().Zip(flat.parameters()))
            Assert.Equal(expected.Floats(), found.Floats(), Near.Float);
    }

    [Fact]
    public void The_gradient_is_clipped_to_its_norm_over_all_parameters()
    {
        using var module = Network(seed: 1);
        using var network = new TrainedNetwork("network", module, new() { ClipNorm = 0.5 }, iterations: 100);
        using var scope = NewDisposeScope();

        network.Begin();
        (100 * module.call(ones([4, 3], dtype: ScalarType.Float32, device: CPU))).sum().backward();
        var norm = network.FinishGradient(new SingleProcess()).Number();
        network.Step(0, norm);

        Assert.True(norm > 100);
        Assert.Equal(0.5, Math.Sqrt(network.Gradients.Sum(pair => pair.Value.square().sum().Number())), 4);
    }

    [Fact]
    public void Gradients_are_averaged_over_the_processes()
    {
        using var module = Network(seed: 1);
        using var network = new TrainedNetwork("network", module, Options, iterations: 100);
        using var scope = NewDisposeScope();

        network.Begin();
        module.call(ones([4, 3], dtype: ScalarType.Float32, device: CPU)).sum().backward();
        var alone = network.FinishGradient(new SingleProcess()).Number();

        // Two processes with the same gradient: their mean is that gradient.
        Assert.Equal(alone, network.FinishGradient(new TwinProcess()).Number(), 5);
    }

    [Fact]
    public void Weights_in_bfloat16_collect_updates_that_are_too_small_for_it()
    {
        // A linear network, so that the gradient is the same in every step.
        using var module = nn.Linear(3, 2).to(ScalarType.BFloat16);
        using var network = new TrainedNetwork("network", module, new() { LearningRate = 1e-4, WeightDecay = 0 }, iterations: 1000);
        using var scope = NewDisposeScope();
        var before = network.Weights.Floats();

        for (var step = 0; step < 100; step++)
        {
            using var stepScope = NewDisposeScope();
            network.Begin();
            module.call(ones([4, 3], dtype: ScalarType.BFloat16, device: CPU)).sum().backward();
            network.Accumulate();
            network.Step(step, network.FinishGradient(new SingleProcess()).Number());
        }

        // A hundred steps of 1e-4 are 1e-2, while a single one is lost on a weight of bfloat16's eight bits.
        Assert.Equal(ScalarType.Float32, network.Weights.dtype);
        Assert.Equal(1e-2, before.Zip(network.Weights.Floats(), (a, b) => Math.Abs(a - b)).Max(), 1e-4);
        var master = network.Named(network.Weights).ToDictionary();
        foreach (var (name, parameter) in module.named_parameters())
        {
            Assert.Equal(ScalarType.BFloat16, parameter.dtype);
            Assert.Equal(master[name].to(ScalarType.BFloat16).Floats(), parameter.Floats());
        }
    }

    [Fact]
    public void Parameters_with_gradients_at_fault_are_named()
    {
        using var module = Network(seed: 1);
        using var network = new TrainedNetwork("network", module, Options, iterations: 100);
        using var scope = NewDisposeScope();

        network.Begin();
        network.Gradients.ToDictionary()["2.bias"].fill_(double.NaN);

        Assert.Equal(["2.bias"], network.NonFiniteGradients());
    }

    [Fact]
    public void An_optimizers_state_goes_to_another_network_to_the_bit()
    {
        using var first = Network(seed: 1);
        using var second = Network(seed: 2);
        using var one = new TrainedNetwork("network", first, Options, iterations: 100);
        using var other = new TrainedNetwork("network", second, Options, iterations: 100);
        using var scope = NewDisposeScope();
        Train(one, first, steps: 5);

        other.LoadWeights(first.state_dict(), "the first");
        other.LoadOptimizer(one.SaveOptimizer().ToDictionary());
        Train(one, first, steps: 5);
        Train(other, second, steps: 5);

        Assert.Equal(one.Weights.Floats(), other.Weights.Floats());
    }

    private static OptimizerOptions Options => new() { LearningRate = 1e-2, ClipNorm = 0 };

    private static void Train(TrainedNetwork network, nn.Module<Tensor, Tensor> module, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            network.Begin();
            module.call(ones([4, 3], dtype: ScalarType.Float32, device: CPU)).square().sum().backward();
            network.Step(step, network.FinishGradient(new SingleProcess()).Number());
        }
    }

    private static nn.Module<Tensor, Tensor> Network(ulong seed)
    {
        var network = nn.Sequential(
            nn.Linear(3, 5, device: CPU, dtype: ScalarType.Float32), nn.SiLU(), nn.Linear(5, 1, device: CPU, dtype: ScalarType.Float32));
        using var generator = new Generator(seed, CPU);
        using var ungraded = no_grad();
        foreach (var parameter in network.parameters()) parameter.normal_(0, 1, generator);
        return network;
    }
}
