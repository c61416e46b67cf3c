using TorchSharp.Modules.Tests.Support;
using static TorchSharp.torch;

namespace TorchSharp.Modules.Tests;

public sealed class GradientClippingTests
{
    [Fact]
    public void Gradients_above_the_norm_are_scaled_down_together()
    {
        using var first = WithGradient(3);
        using var second = WithGradient(4);

        var norm = nn.utils.clip_grad_norm_([first, second], 1);

        Assert.Equal(5, norm, 1e-6);
        Close.Equal([0.6f], first.grad!);
        Close.Equal([0.8f], second.grad!);
    }

    [Fact]
    public void Gradients_below_the_norm_are_left_as_they_are()
    {
        using var parameter = WithGradient(3);

        nn.utils.clip_grad_norm_([parameter], 10);

        Close.Equal([3], parameter.grad!);
    }

    [Fact]
    public void Values_are_limited_one_by_one()
    {
        using var parameter = WithGradient(-3, 0.5f);

        nn.utils.clip_grad_value_([parameter], 1);

        Close.Equal([-1, 0.5f], parameter.grad!);
    }

    [Fact]
    public void Parameters_become_a_vector_and_back()
    {
        using var net = nn.Linear(2, 2);
        var vector = nn.utils.parameters_to_vector(net.parameters());
        Assert.Equal([6], vector.shape);

        nn.utils.vector_to_parameters(arange(6, dtype: ScalarType.Float32), net.parameters());

        Close.Equal([0, 1, 2, 3], net.weight);
        Close.Equal([4, 5], net.bias!);
    }

    private static Parameter WithGradient(params float[] gradient)
    {
        var parameter = new Parameter(zeros(gradient.Length));
        parameter.grad = tensor(gradient);
        return parameter;
    }
}
