using FDistill.Torch.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FDistill.Torch.Tests.Autograd;

/// <summary>A part of a network that is computed again in the backward pass.</summary>
public sealed class GradientCheckpointTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Parameter weight;
    private readonly Parameter unused;

    public GradientCheckpointTests()
    {
        weight = nn.Parameter(Numbers.Of(1, 4, 4), requires_grad: true);
        unused = nn.Parameter(Numbers.Of(2, 4), requires_grad: true);
    }

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Gradients_are_those_without_it_to_the_bit_although_inputs_are_used_in_several_places()
    {
        Assert.Equal(Gradients(isOn: false, Twice, seed: 7), Gradients(isOn: true, Twice, seed: 7));

        // An input that is used twice in the part, and elsewhere before and after it.
        Tensor Twice(IReadOnlyList<Tensor> inputs) => inputs[0].matmul(weight).tanh() * inputs[1] + inputs[0].sigmoid() * 0.3;
    }

    [Fact]
    public void Gradients_are_those_without_it_to_the_bit_with_dropout_too()
    {
        var plain = Gradients(isOn: false, Dropped, seed: 7);
        Assert.Equal(plain, Gradients(isOn: true, Dropped, seed: 7));
        Assert.NotEqual(plain, Gradients(isOn: true, Dropped, seed: 8));
    }

    [Fact]
    public void Parts_inside_parts_have_the_same_gradients_too()
    {
        var plain = Gradients(isOn: false, inputs => Outer(inputs, isOn: false), seed: 7);
        Assert.Equal(plain, Gradients(isOn: true, inputs => Outer(inputs, isOn: true), seed: 7));

        Tensor Outer(IReadOnlyList<Tensor> inputs, bool isOn) => GradientCheckpoint.Of(Dropped, [weight], [inputs[0].sin(), inputs[1]], isOn).tanh();
    }

    [Fact]
    public void What_is_drawn_after_the_backward_pass_is_a_function_of_what_was_drawn_before()
    {
        Assert.Equal(NextAfterAPass(7), NextAfterAPass(7));
        Assert.NotEqual(NextAfterAPass(7), NextAfterAPass(8));

        float[] NextAfterAPass(long seed)
        {
            Gradients(isOn: true, Dropped, seed);
            return rand(1, dtype: float32, device: CPU).Floats();
        }
    }

    [Fact]
    public void Every_part_of_every_iteration_draws_numbers_of_its_own()
    {
        var masks = new List<string>();
        DefaultGenerators.Seed(7);
        for (var iteration = 0; iteration < 4; iteration++) Gradients(isOn: true, inputs => GradientCheckpoint.Of(Masked, [weight], [Masked(inputs), inputs[1]], isOn: true));
        Assert.Equal(8, masks.Distinct().Count());

        Tensor Masked(IReadOnlyList<Tensor> inputs)
        {
            var mask = rand_like(inputs[0]);
            masks.Add(string.Join(' ', mask.Floats()));
            return inputs[0].matmul(weight) * mask * inputs[1];
        }
    }

    [Fact]
    public void Results_are_those_without_gradients()
    {
        Assert.Equal(Result(isOn: true), Result(isOn: false));
        using (no_grad()) Assert.Equal(Result(isOn: true), Result(isOn: false));
        var graded = Result(isOn: true);
        using (no_grad()) Assert.Equal(graded, Result(isOn: true));

        float[] Result(bool isOn)
        {
            DefaultGenerators.Seed(7);
            return GradientCheckpoint.Of(Dropped, [weight], [Numbers.Of(3, 5, 4), Numbers.Of(4, 5, 4)], isOn).Floats();
        }
    }

    [Fact]
    public void The_part_runs_twice_with_gradients_and_once_without()
    {
        var runs = 0;
        using (no_grad()) GradientCheckpoint.Of(Counted, [weight], [Numbers.Of(3, 5, 4), Numbers.Of(4, 5, 4)], isOn: true);
        Assert.Equal(1, runs);
        Gradients(isOn: true, Counted);
        Assert.Equal(3, runs);

        Tensor Counted(IReadOnlyList<Tensor> inputs)
        {
            runs++;
            return inputs[0].matmul(weight) * inputs[1];
        }
    }

    [Fact]
    public void Frozen_parameters_and_inputs_get_no_gradient()
    {
        weight.requires_grad_(false);
        var (first, second) = (Numbers.Of(3, 5, 4).requires_grad_(), Numbers.Of(4, 5, 4));
        BackwardPass.Run(GradientCheckpoint.Of(inputs => inputs[0].matmul(weight) * inputs[1], [weight, unused], [first, second], isOn: true).sum());
        Assert.NotNull(first.grad);
        Assert.True(weight.grad is null && second.grad is null && unused.grad is null);
    }

    [Fact]
    public void Second_derivatives_are_an_exception_and_first_ones_go_on()
    {
        var x = Numbers.Of(3, 5, 4).requires_grad_();
        var y = GradientCheckpoint.Of(inputs => inputs[0].matmul(weight).square(), [weight], [x], isOn: true).sum();

        var error = Assert.Throws<InvalidOperationException>(() => BackwardPass.Gradients([y], [x], createGraph: true));

        Assert.Contains("first derivatives only", error.Message, StringComparison.Ordinal);
        Gradients(isOn: true, Dropped);
    }

    [Fact]
    public void A_part_that_throws_when_it_runs_again_throws_to_whoever_runs_the_pass()
    {
        var runs = 0;
        var x = Numbers.Of(3, 5, 4).requires_grad_();
        var loss = GradientCheckpoint.Of(Once, [], [x], isOn: true).sum();

        var error = Assert.Throws<NotSupportedException>(() => BackwardPass.Run(loss));

        Assert.Equal("once is enough", error.Message);
        Assert.Contains(nameof(Once), error.StackTrace, StringComparison.Ordinal);
        Assert.Null(x.grad);

        Tensor Once(IReadOnlyList<Tensor> inputs) => ++runs > 1 ? throw new NotSupportedException("once is enough") : inputs[0] * 2;
    }

    [Fact]
    public void A_part_that_throws_at_once_throws_where_it_is_called() =>
        Assert.Throws<NotSupportedException>(() => GradientCheckpoint.Of(_ => throw new NotSupportedException(), [], [Numbers.Of(3, 5, 4).requires_grad_()], isOn: true));

    private Tensor Dropped(IReadOnlyList<Tensor> inputs) => nn.functional.dropout(inputs[0].matmul(weight), 0.5, training: true) * inputs[1];

    /// <summary>With dropout behind the part as well, from a seed or from whatever comes next.</summary>
    private List<float[]> Gradients(bool isOn, Func<IReadOnlyList<Tensor>, Tensor> part, long? seed = null)
    {
        if (seed is { } first) DefaultGenerators.Seed(first);
        var (x, other) = (Numbers.Of(3, 5, 4).requires_grad_(), Numbers.Of(4, 5, 4).requires_grad_());
        var hidden = x * 1.7;
        var result = nn.functional.dropout(GradientCheckpoint.Of(part, [weight, unused], [hidden, other], isOn), 0.1, training: true);
        return [.. BackwardPass.Gradients([(result * hidden).sum() + hidden.square().sum()], [x, other, weight]).Select(gradient => gradient.Floats())];
    }
}
