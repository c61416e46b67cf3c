using FDistill.Plugins.Edm.Networks;
using FDistill.Plugins.Edm.Tests.Support;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Tests;

public class ChannelsLastTests
{
    private static readonly NetworkPlace Plain = NetworkPlace.Cpu with { ChannelsLast = false };

    [Fact]
    public void Normalisation_and_its_gradients_are_libtorchs()
    {
        using var scope = NewDisposeScope();
        var (mine, libtorchs) = (Normalise(NetworkPlace.Cpu), Normalise(Plain));
        Assert.All(mine.Zip(libtorchs), pair => Assert.InRange(Some.Distance(pair.First, pair.Second), 0, 1e-4));
    }

    [Fact]
    public void A_map_that_is_constant_up_to_rounding_stays_finite()
    {
        using var scope = NewDisposeScope();
        using var norm = new GroupNorm(8, NetworkPlace.Cpu, eps: 1e-6);
        var input = full([2, 8, 4, 4], 1000.1, dtype: float32, device: CPU).requires_grad_();
        var result = norm.forward(input);
        result.square().sum().backward();
        Assert.True(result.isfinite().all().item<bool>() && input.grad!.isfinite().all().item<bool>());
    }

    [Fact]
    public void A_network_answers_alike_in_both_layouts()
    {
        using var scope = NewDisposeScope();
        using var here = new EdmPreconditioned(Some.SmallArchitecture.ToNetworkOptions(), 0.5, NetworkPlace.Cpu);
        using var plain = new EdmPreconditioned(Some.SmallArchitecture.ToNetworkOptions(), 0.5, Plain);
        using var generator = new Generator(1, CPU);
        here.DrawWeights(generator);
        StateDict.Copy(StateDict.Of(here).ToDictionary(), "", plain, "the other");
        Tensor Of(EdmPreconditioned network) => network.Run(Some.Noised(), Some.Times(0.5, 20), null, null, FeatureTap.None, AfterFeatures.Continue)!;
        Assert.InRange(Some.Distance(Of(here), Of(plain)), 0, 1e-5);
    }

    /// <summary>Result, gradients of input, weight and bias, and the gradient of the input's gradient's norm.</summary>
    private static Tensor[] Normalise(NetworkPlace place)
    {
        using var generator = new Generator(7, CPU);
        Tensor Normal(params long[] shape) => randn(shape, dtype: float32, device: CPU, generator: generator);
        var norm = new GroupNorm(8, place, eps: 1e-6);
        using (no_grad())
            foreach (var parameter in norm.parameters()) parameter.copy_(Normal(8));
        var (input, direction) = (((Normal(3, 8, 4, 6) * 2) + 1).requires_grad_(), Normal(3, 8, 4, 6));
        var result = norm.forward(input);
        var first = autograd.grad([(result * direction).sum()], [input, .. norm.parameters()], create_graph: true, retain_graph: true);
        var second = autograd.grad([first[0].square().sum()], [input, norm.parameters().First()]);
        return [result, .. first, .. second];
    }
}
