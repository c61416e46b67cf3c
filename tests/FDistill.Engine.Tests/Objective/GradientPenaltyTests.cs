using FDistill.Engine.Objective;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Objective;

public sealed class GradientPenaltyTests
{
    [Fact]
    public void The_exact_form_is_half_the_mean_over_the_heads_of_their_gradients_squared_norms()
    {
        using var scope = NewDisposeScope();
        var x = Row.Matrix(2, 1, 2, 3, 4).requires_grad_(true);

        // ℓ₁ = x₁², ℓ₂ = 2 x₂, whose gradients are (2 x₁, 0) and (0, 2).
        var logits = stack([x.select(1, 0).square(), 2 * x.select(1, 1)], dim: 1);

        Assert.Equal((((4 + 4) / 2.0) + ((36 + 4) / 2.0)) / 2 / 2, GradientPenalty.Exact(logits, [x]).Number(), 5);
    }

    [Fact]
    public void The_exact_form_can_itself_be_differentiated()
    {
        using var scope = NewDisposeScope();
        var slope = Row.Of(3).requires_grad_(true);
        var x = Row.Matrix(1, 1, 2).requires_grad_(true);

        GradientPenalty.Exact(slope * x, [x]).backward();

        // ½ slope², so the derivative is the slope.
        Assert.Equal([3], slope.grad!.Floats(), Near.Float);
    }

    [Fact]
    public void Gradients_at_several_features_add_up()
    {
        using var scope = NewDisposeScope();
        var a = Row.Matrix(1, 1, 2).requires_grad_(true);
        var b = Row.Matrix(1, 5, 7).requires_grad_(true);

        Assert.Equal((9 + 16) / 2.0, GradientPenalty.Exact(3 * a - 4 * b, [a, b]).Number(), 5);
    }

    [Fact]
    public void Heads_that_look_at_a_feature_each_have_no_gradient_at_the_others()
    {
        using var scope = NewDisposeScope();
        var a = Row.Matrix(1, 1, 2).requires_grad_(true);
        var b = Row.Matrix(1, 5, 7).requires_grad_(true);

        Assert.Equal((9 + 16) / 2.0 / 2, GradientPenalty.Exact(cat([3 * a, -4 * b], dim: 1), [a, b]).Number(), 5);
    }

    [Fact]
    public void The_cheap_form_tends_to_the_exact_one()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7, CPU);
        var slope = Row.Matrix(2, 3, 1, -1, -2, 2, 1);
        var x = randn([100_000, 3], dtype: ScalarType.Float32, device: CPU, generator: generator);
        var direction = randn([100_000, 3], dtype: ScalarType.Float32, device: CPU, generator: generator);

        var cheap = GradientPenalty.FiniteDifference(x.matmul(slope), (x + 0.1 * direction).matmul(slope), alpha: 0.1);

        var graded = x.detach().requires_grad_(true);
        var exact = GradientPenalty.Exact(graded.matmul(slope), [graded]);
        Assert.Equal(((9 + 1 + 4) + (1 + 4 + 1)) / 2.0 / 2, exact.Number(), 4);
        Assert.Equal(exact.Number(), cheap.Number(), 0.1);
    }
}
