using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class AutogradTests
{
    [Fact]
    public void BackwardGathersGradients()
    {
        var x = tensor(new[] { 1f, 2f }, requires_grad: true);
        Assert.Null(x.grad);
        (x * x).sum().backward();
        Expect.Values(x.grad!, 2f, 4);
        (x * x).sum().backward();
        Expect.Values(x.grad!, 4f, 8);
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void GradReturnsGradientsAndGathersNone()
    {
        var x = tensor(3f, requires_grad: true);
        var gradient = autograd.grad([x.pow(3)], [x])[0];
        Assert.Equal(27f, gradient.item<float>());
        Assert.Null(x.grad);
    }

    [Fact]
    public void AGradientIsDifferentiatedAgain()
    {
        var x = tensor(2f, requires_grad: true);
        var first = autograd.grad([x.pow(3)], [x], create_graph: true, retain_graph: true)[0];
        var second = autograd.grad([first], [x])[0];
        Assert.Equal(12f, first.item<float>());
        Assert.Equal(12f, second.item<float>());
    }

    [Fact]
    public void GradientsOfOutputsAreGiven()
    {
        var x = ones(2, requires_grad: true);
        var gradient = autograd.grad([x * 3], [x], [tensor(new[] { 1f, 2f })])[0];
        Expect.Values(gradient, 3f, 6);
    }

    [Fact]
    public void AnUnusedInputHasNoGradient()
    {
        var (x, unused) = (ones(1, requires_grad: true), ones(1, requires_grad: true));
        Assert.Throws<ExternalException>(() => autograd.grad([x * 2], [unused]));
        var gradients = autograd.grad([x * 2], [x, unused], allow_unused: true);
        Assert.True(gradients[1] is null || gradients[1].IsInvalid);
    }

    [Fact]
    public void NothingIsRecordedWithoutGradients()
    {
        var x = ones(1, requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad()) Assert.True((x * 2).requires_grad);
        }
        Assert.True(is_grad_enabled());
        using (inference_mode()) Assert.True(is_inference_mode_enabled());
        Assert.False(is_inference_mode_enabled());
    }

    [Fact]
    public void ALeafThatIsRecordedIsNotChangedInPlace()
    {
        var x = ones(1, requires_grad: true);
        Assert.Throws<ExternalException>(() => x.add_(1));
        using (no_grad()) x.add_(1);
        Assert.Equal(2f, x.item<float>());
    }

    [Fact]
    public void DetachingLeavesTheGraph()
    {
        var x = ones(1, requires_grad: true);
        Assert.False((x * 2).detach().requires_grad);
        Assert.True(x.is_leaf);
        Assert.False((x * 2).is_leaf);
    }

    [Fact]
    public void WholeNumbersHaveNoGradient() => Assert.Throws<ExternalException>(() => ones(1, dtype: int64).requires_grad_());

    [Fact]
    public void ASecondBackwardNeedsTheGraph()
    {
        var x = ones(1, requires_grad: true);
        var y = x.exp();
        y.backward([], retain_graph: true);
        y.backward();
        Assert.Throws<ExternalException>(() => y.backward());
    }
}
