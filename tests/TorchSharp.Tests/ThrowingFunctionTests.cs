using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class ThrowingFunctionTests
{
    [Fact]
    public void AnExceptionInBackwardArrivesWhereBackwardWasCalled()
    {
        var x = ones(1, requires_grad: true);
        var error = Assert.Throws<InvalidOperationException>(() => Failing.apply(x).sum().backward());
        Assert.Equal("no way back", error.Message);
        Assert.True(is_grad_enabled());
    }

    private sealed class Failing : autograd.SingleTensorFunction<Failing>
    {
        public override string Name => nameof(Failing);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => (Tensor)vars[0] * 2;

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => throw new InvalidOperationException("no way back");
    }
}
