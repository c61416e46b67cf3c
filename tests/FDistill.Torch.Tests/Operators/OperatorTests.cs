using FDistill.Tests.Shared;
using FDistill.Torch.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Torch.Tests.Operators;

public sealed class OperatorTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_product_by_name_is_the_product_and_gradients_flow_through_it()
    {
        var (a, b) = (Drawn(1, 4, 5).requires_grad_(), Drawn(2, 5, 3));

        var product = new Operator("aten::mm").Compute(a, b);
        product.sum().backward();

        Assert.True(product.Is(a.mm(b)));
        Assert.True(a.grad!.allclose(ones([4, 3], dtype: ScalarType.Float32, device: CPU).mm(b.t())));
    }

    [Fact]
    public void Lists_numbers_and_truth_values_arrive()
    {
        var (a, b) = (Drawn(1, 2, 3), Drawn(2, 2, 3));

        Assert.True(new Operator("aten::cat").Compute(new[] { a, b }, 1).Is(cat([a, b], 1)));
        Assert.True(new Operator("aten::dropout").Compute(a, 1.0, true).Is(zeros_like(a)));
        Assert.True(new Operator("aten::dropout").Compute(a, 1.0, false).Is(a));
        Assert.True(new Operator("aten::cumsum").Compute(a, 1, OperatorArgument.None).Is(a.cumsum(1)));
    }

    [Theory]
    [InlineData("aten::no_such_operator")]
    [InlineData("aten::mm")]
    public void An_operator_that_is_unknown_or_refuses_its_arguments_is_an_error_of_its_name(string name)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => new Operator(name).Compute(Drawn(1, 2, 3), Drawn(2, 2, 3)));

        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_let_go_of_what_they_were_given()
    {
        var add = new Operator("aten::cat");
        var a = zeros([256, 1024], dtype: ScalarType.Float32, device: CPU);
        Resident();
        var before = Resident();

        for (var call = 0; call < 2000; call++) add.Compute(new[] { a, a }, 0).Dispose();

        Assert.InRange(Resident() - before, -64L << 20, 64L << 20);   // 2,000 results are 4 GB
    }

    private static long Resident()
    {
        GC.Collect();
        return Environment.WorkingSet;
    }

    private static Tensor Drawn(ulong seed, params long[] shape) => randn(shape, dtype: ScalarType.Float32, device: CPU, generator: new Generator(seed));
}
