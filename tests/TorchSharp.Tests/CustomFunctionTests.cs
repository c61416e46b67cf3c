using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class CustomFunctionTests
{
    [Fact]
    public void BackwardIsTheFunctionsOwn()
    {
        var x = tensor(new[] { 1f, 2f }, requires_grad: true);
        Cube.apply(x).sum().backward();
        Expect.Values(x.grad!, 3f, 12);
    }

    [Fact]
    public void BackwardIsDifferentiatedToo()
    {
        var x = tensor(2f, requires_grad: true);
        var first = autograd.grad([Cube.apply(x)], [x], create_graph: true, retain_graph: true)[0];
        var second = autograd.grad([first], [x])[0];
        Assert.Equal(12f, second.item<float>());
    }

    [Fact]
    public void ArgumentsThatAreNoTensorsHaveNoGradient()
    {
        var x = ones(2, requires_grad: true);
        Scaled.apply(x, 3.0).sum().backward();
        Expect.Values(x.grad!, 3f, 3);
    }

    [Fact]
    public void SeveralOutputsHaveGradientsOfTheirOwn()
    {
        var x = tensor(5f, requires_grad: true);
        var outputs = Halves.apply(x);
        (outputs[0] + 3 * outputs[1]).backward();
        Assert.Equal(2f, x.grad!.item<float>());
    }

    [Fact]
    public void AnUnusedOutputHasAGradientOfZeros()
    {
        var x = tensor(5f, requires_grad: true);
        Halves.apply(x)[1].backward();
        Assert.Equal(0.5f, x.grad!.item<float>());
    }

    [Fact]
    public void NothingIsRecordedWithoutGradients()
    {
        using (no_grad()) Assert.False(Cube.apply(ones(1, requires_grad: true)).requires_grad);
        Assert.False(Cube.apply(ones(1)).requires_grad);
    }

    [Fact]
    public void ARecordingInsideBackwardWorks()
    {
        manual_seed(3);
        var weights = randn(4, 4, requires_grad: true);
        var x = randn(2, 4, requires_grad: true);
        x.matmul(weights).tanh().sum().backward();
        var (plainX, plainWeights) = (x.grad!.clone(), weights.grad!.clone());
        (x.grad, weights.grad) = (null, null);
        Recomputed.apply(x, weights).sum().backward();
        Assert.True(plainX.allclose(x.grad!));
        Assert.True(plainWeights.allclose(weights.grad!));
    }

    private sealed class Cube : autograd.SingleTensorFunction<Cube>
    {
        public override string Name => nameof(Cube);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            return x.pow(3);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            [grad_output * 3 * ctx.get_saved_variables()[0].square()];
    }

    private sealed class Scaled : autograd.SingleTensorFunction<Scaled>
    {
        public override string Name => nameof(Scaled);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_data("factor", vars[1]);
            return (Tensor)vars[0] * (double)vars[1];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output * (double)ctx.get_data("factor"), null!];
    }

    private sealed class Halves : autograd.MultiTensorFunction<Halves>
    {
        public override string Name => nameof(Halves);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars) => [(Tensor)vars[0] * 0.5, (Tensor)vars[0] * 0.5];

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs) => [(grad_outputs[0] + grad_outputs[1]) * 0.5];
    }

    // Forward without a recording, and once more with one in backward: how memory is saved by checkpoints.
    private sealed class Recomputed : autograd.SingleTensorFunction<Recomputed>
    {
        public override string Name => nameof(Recomputed);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_for_backward([(Tensor)vars[0], (Tensor)vars[1]]);
            return Compute((Tensor)vars[0], (Tensor)vars[1]);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var inputs = ctx.get_saved_variables().ConvertAll(saved => saved.detach().requires_grad_());
            using (enable_grad()) return [.. autograd.grad([Compute(inputs[0], inputs[1])], inputs, [grad_output])];
        }

        private static Tensor Compute(Tensor x, Tensor weights) => x.matmul(weights).tanh();
    }
}
