using TorchSharp.Modules.Tests.Support;
using static TorchSharp.torch;

namespace TorchSharp.Modules.Tests;

public sealed class ModuleTests
{
    [Fact]
    public void Fields_are_registered_by_name_and_lists_by_position()
    {
        using var net = new SmallNet();

        Assert.Equal(
            new HashSet<string> { "first.weight", "first.bias", "rest.0.weight", "rest.0.bias", "rest.2.weight", "scale", "shift" },
            net.state_dict().Keys.ToHashSet());
        Assert.Equal(6, net.parameters().Count());
        Assert.Equal(2, net.named_children().Count());
    }

    [Fact]
    public void A_buffer_that_is_not_persistent_is_listed_but_not_saved()
    {
        using var net = new SmallNet();

        Assert.Equal(new HashSet<string> { "shift", "scratch" }, net.named_buffers().Select(buffer => buffer.Item1).ToHashSet());
        Assert.DoesNotContain("scratch", net.state_dict().Keys);
    }

    [Fact]
    public void Modules_below_are_named_by_their_path()
    {
        using var net = nn.Sequential(("outer", (nn.Module<Tensor, Tensor>)nn.Sequential(("inner", (nn.Module<Tensor, Tensor>)nn.ReLU()))));

        Assert.Equal(["outer", "outer.inner"], net.named_modules().Select(module => module.Item1));
    }

    [Fact]
    public void Parameters_come_in_the_order_of_registration()
    {
        using var net = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1));

        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias"], net.named_parameters().Select(parameter => parameter.Item1));
    }

    [Fact]
    public void Training_and_evaluation_reach_every_module_below()
    {
        using var net = new SmallNet();
        net.eval();
        Assert.All(net.modules(), module => Assert.False(module.training));

        net.train();
        Assert.True(net.training);
        Assert.All(net.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void Converting_replaces_parameters_in_the_fields_too()
    {
        using var net = new SmallNet();
        net.to(ScalarType.Float64);

        Assert.All(net.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.Equal(ScalarType.Float64, net.Scale.dtype);
        Assert.Equal(ScalarType.Float64, net.call(rand(5, 3, dtype: ScalarType.Float64)).dtype);
    }

    [Fact]
    public void Converting_leaves_integers_alone()
    {
        using var norm = nn.BatchNorm2d(3);
        norm.to(ScalarType.Float64);

        Assert.Equal(ScalarType.Int64, norm.get_buffer("num_batches_tracked")!.dtype);
        Assert.Equal(ScalarType.Float64, norm.get_buffer("running_mean")!.dtype);
    }

    [Fact]
    public void A_module_is_not_converted_to_integers()
    {
        using var net = nn.Linear(2, 2);

        Assert.Throws<ArgumentException>(() => net.to(ScalarType.Int32));
    }

    [Fact]
    public void Zeroing_gradients_takes_them_away()
    {
        using var net = nn.Linear(3, 1);
        net.call(rand(2, 3)).sum().backward();
        Assert.NotNull(net.weight.grad);

        net.zero_grad();

        Assert.Null(net.weight.grad);
    }

    [Fact]
    public void A_function_is_applied_below_first_and_to_the_module_last()
    {
        using var net = nn.Sequential(nn.Linear(1, 1), nn.ReLU());
        var visited = new List<string>();

        net.apply(module => visited.Add(module.GetName()));

        Assert.Equal(["Linear", "ReLU", "Sequential"], visited);
    }

    [Fact]
    public void Hooks_see_a_call_and_replace_its_result_until_they_are_removed()
    {
        using var net = nn.Linear(2, 2);
        var input = rand(1, 2);
        var calls = 0;
        using var counting = new Remover(net.register_forward_pre_hook((_, given) => { calls++; return given; }).remove);
        var zeroing = net.register_forward_hook((_, _, result) => zeros_like(result));

        Assert.Equal(0, net.call(input).abs().sum().item<float>());
        zeroing.remove();
        Assert.NotEqual(0, net.call(input).abs().sum().item<float>());
        Assert.Equal(2, calls);
    }

    [Fact]
    public void A_frozen_parameter_gathers_no_gradient()
    {
        using var net = nn.Linear(2, 2);
        net.bias!.requires_grad = false;

        net.call(rand(1, 2)).sum().backward();

        Assert.NotNull(net.weight.grad);
        Assert.Null(net.bias.grad);
    }

    private sealed class Remover(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
