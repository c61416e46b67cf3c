using FDistill.Engine.Tests.Support;
using FDistill.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Networks;

/// <summary>A part of a network that is computed again on the way back.</summary>
public sealed class GradientCheckpointTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Parameter weight;
    private readonly Parameter unused;

    public GradientCheckpointTests()
    {
        weight = nn.Parameter(Numbers(1, 4, 4), requires_grad: true);
        unused = nn.Parameter(Numbers(2, 4), requires_grad: true);
    }

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Gradients_are_those_without_it_to_the_bit_although_inputs_are_used_in_several_places()
    {
        var (plain, checkpointed) = (Gradients(isOn: false, Twice), Gradients(isOn: true, Twice));
        Assert.Equal(plain, checkpointed);

        // An input that is used twice in the part, and elsewhere before and after it.
        Tensor Twice(IReadOnlyList<Tensor> inputs) => inputs[0].matmul(weight).tanh() * inputs[1] + inputs[0].sigmoid() * 0.3;
    }

    [Fact]
    public void Random_numbers_are_drawn_again_as_they_were_and_others_go_on_where_they_were()
    {
        var masks = new List<float[]>();
        manual_seed(7);
        Gradients(isOn: true, Dropped);
        var next = rand(1, dtype: float32, device: CPU).Floats();

        Assert.Equal(2, masks.Count);
        Assert.Equal(masks[0], masks[1]);
        manual_seed(7);
        using (no_grad()) Dropped([Numbers(3, 5, 4), Numbers(4, 5, 4)]);
        Assert.Equal(next, rand(1, dtype: float32, device: CPU).Floats());

        Tensor Dropped(IReadOnlyList<Tensor> inputs)
        {
            var mask = rand_like(inputs[0]);
            masks.Add(mask.Floats());
            return inputs[0].matmul(weight) * mask * inputs[1];
        }
    }

    [Fact]
    public void The_part_runs_twice_with_gradients_and_once_without()
    {
        var runs = 0;
        Tensor Counted(IReadOnlyList<Tensor> inputs)
        {
            runs++;
            return inputs[0].matmul(weight) * inputs[1];
        }

        using (no_grad()) GradientCheckpoint.Of(Counted, [weight], [Numbers(3, 5, 4), Numbers(4, 5, 4)], isOn: true);
        Assert.Equal(1, runs);
        Gradients(isOn: true, Counted);
        Assert.Equal(3, runs);
    }

    [Fact]
    public void Frozen_parameters_and_inputs_get_no_gradient()
    {
        weight.requires_grad_(false);
        var (first, second) = (Numbers(3, 5, 4).requires_grad_(), Numbers(4, 5, 4));
        GradientCheckpoint.Of(inputs => inputs[0].matmul(weight) * inputs[1], [weight, unused], [first, second], isOn: true).sum().backward();
        Assert.NotNull(first.grad);
        Assert.True(weight.grad is null && second.grad is null && unused.grad is null);
    }

    [Fact]
    public void Second_derivatives_are_refused()
    {
        var x = Numbers(3, 5, 4).requires_grad_();
        var y = GradientCheckpoint.Of(inputs => inputs[0].matmul(weight).square(), [weight], [x], isOn: true).sum();
        var error = Assert.ThrowsAny<Exception>(() => autograd.grad([y], [x], retain_graph: true, create_graph: true));
        Assert.Contains("first derivatives only", error.ToString(), StringComparison.Ordinal);
    }

    private List<float[]> Gradients(bool isOn, Func<IReadOnlyList<Tensor>, Tensor> part)
    {
        var (x, other) = (Numbers(3, 5, 4).requires_grad_(), Numbers(4, 5, 4).requires_grad_());
        var hidden = x * 1.7;
        var result = GradientCheckpoint.Of(part, [weight, unused], [hidden, other], isOn);
        var gradients = autograd.grad([(result * hidden).sum() + hidden.square().sum()], [x, other, weight], retain_graph: false, create_graph: false);
        return [.. gradients.Select(gradient => gradient.Floats())];
    }

    private static Tensor Numbers(ulong seed, params long[] shape)
    {
        using var generator = new Generator(seed, CPU);
        return randn(shape, dtype: float32, device: CPU, generator: generator);
    }
}
