using System.Runtime.InteropServices;
using FDistill.Torch.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Torch.Tests.Autograd;

public sealed class BackwardPassTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor x = Numbers.Of(1, 3).requires_grad_();
    private readonly Tensor y = Numbers.Of(2, 3).requires_grad_();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Gradients_are_added_to_those_of_the_leaves()
    {
        var loss = (x * y).sum();
        BackwardPass.Run(loss, retainGraph: true);
        BackwardPass.Run(loss);
        Assert.Equal((2 * y).Floats(), x.grad!.Floats());
    }

    [Fact]
    public void Gradients_that_are_asked_for_are_those_of_torchsharp_and_the_leaves_have_none() => Prop.ForAll<int>(seed =>
    {
        using var inner = NewDisposeScope();
        var a = Numbers.Of((ulong)seed, 4, 3).requires_grad_();
        Tensor Loss() => (a.matmul(a.t()).tanh() * a.exp().sum()).sum();
        var (expected, found) = (autograd.grad([Loss()], [a])[0], BackwardPass.Gradients([Loss()], [a])[0]);
        return a.grad is null && expected.Floats().SequenceEqual(found.Floats());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Outputs_can_be_weighted_and_several_are_summed_up()
    {
        var gradients = BackwardPass.Gradients([x * 2, x * y], [x, y], weights: [tensor(new float[] { 1, 0, 0 }), tensor(new float[] { 0, 0, 1 })]);
        Assert.Equal([2, 0, y.Floats()[2]], gradients[0].Floats());
        Assert.Equal([0, 0, x.Floats()[2]], gradients[1].Floats());
    }

    [Fact]
    public void Gradients_can_be_differentiated_again()
    {
        var first = BackwardPass.Gradients([x.pow(3).sum()], [x], createGraph: true)[0];
        var second = BackwardPass.Gradients([first.sum()], [x], createGraph: true)[0];
        Assert.Equal([6, 6, 6], BackwardPass.Gradients([second.sum()], [x])[0].Floats());
    }

    [Fact]
    public void An_input_that_nothing_depends_on_is_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => BackwardPass.Gradients([x.sum()], [x, y]));
        Assert.Equal("no output depends on input 1 of 2, of shape [3], so it has no gradient", error.Message);
    }

    [Fact]
    public void What_libtorch_refuses_is_an_exception_with_its_words()
    {
        foreach (var fail in new Action[] { () => BackwardPass.Run(x * y), () => BackwardPass.Gradients([x * y], [x]) })
            Assert.StartsWith("grad can be implicitly created only for scalar outputs", Assert.Throws<ExternalException>(fail).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_that_is_gone_is_an_exception()
    {
        var loss = x.exp().sum();
        BackwardPass.Run(loss);
        Assert.Throws<ExternalException>(() => BackwardPass.Gradients([loss], [x]));
    }

    [Fact]
    public void Gradients_live_in_the_callers_scope()
    {
        Tensor gradient;
        using (var inner = NewDisposeScope())
        {
            gradient = BackwardPass.Gradients([x.square().sum()], [x])[0];
            Assert.Equal(1, inner.DisposablesCount - 2);
            gradient.MoveToOuterDisposeScope();
        }
        Assert.False(gradient.IsInvalid);
    }
}
