using TorchSharp.Modules.Tests.Support;
using static TorchSharp.torch;

namespace TorchSharp.Modules.Tests;

public sealed class OptimizerTests
{
    [Fact]
    public void Adam_takes_the_recorded_steps() => AssertRecorded(
        parameters => optim.Adam(parameters, lr: 0.01, weight_decay: 0.01), RecordedSteps.Adam);

    [Fact]
    public void AdamW_takes_the_recorded_steps() => AssertRecorded(
        parameters => optim.AdamW(parameters, lr: 0.01, weight_decay: 0.01), RecordedSteps.AdamW);

    [Fact]
    public void RAdam_takes_the_recorded_steps() => AssertRecorded(
        parameters => optim.RAdam(parameters, lr: 0.01), RecordedSteps.RAdam);

    // With a constant gradient of one, lr 0.1 and momentum 0.5 the steps are 0.1, 0.15, 0.175.
    [Fact]
    public void SGD_gathers_momentum()
    {
        using var parameter = new Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 0.1, momentum: 0.5);

        foreach (var expected in new[] { -0.1f, -0.25f, -0.425f })
        {
            parameter.grad = ones(1);
            optimizer.step();
            Close.Equal([expected], parameter);
        }
    }

    [Fact]
    public void SGD_adds_the_weight_decay_to_the_gradient()
    {
        using var parameter = new Parameter(ones(1));
        using var optimizer = optim.SGD([parameter], 0.1, weight_decay: 0.5);
        parameter.grad = ones(1);

        optimizer.step();

        Close.Equal([0.85f], parameter);
    }

    // The first step of each: the gradient is divided by its own size, up to the share that its mean takes.
    [Theory]
    [InlineData("RMSProp", -0.1f)]
    [InlineData("Adagrad", -0.01f)]
    [InlineData("Adamax", -0.01f)]
    [InlineData("Rprop", -0.01f)]
    [InlineData("ASGD", -0.02f)]
    public void The_first_step_has_the_size_of_its_rule(string kind, float expected)
    {
        using var parameter = new Parameter(zeros(1));
        using optim.Optimizer optimizer = kind switch
        {
            "RMSProp" => optim.RMSProp([parameter], lr: 0.01),
            "Adagrad" => optim.Adagrad([parameter], lr: 0.01),
            "Adamax" => optim.Adamax([parameter], lr: 0.01),
            "Rprop" => optim.Rprop([parameter], lr: 0.01),
            _ => optim.ASGD([parameter], lr: 0.01),
        };
        parameter.grad = ones(1) * 2;

        optimizer.step();

        Close.Equal([expected], parameter, 1e-5f);
    }

    [Fact]
    public void Groups_have_rates_of_their_own()
    {
        using var slow = new Parameter(zeros(1));
        using var fast = new Parameter(zeros(1));
        using var optimizer = optim.SGD(
            [new SGD.ParamGroup([slow], lr: 0.1), new SGD.ParamGroup([fast], lr: 1)], 0.5);
        (slow.grad, fast.grad) = (ones(1), ones(1));

        optimizer.step();

        Close.Equal([-0.1f], slow);
        Close.Equal([-1f], fast);
        Assert.Equal([0.1, 1], optimizer.ParamGroups.Select(group => group.LearningRate));
    }

    [Fact]
    public void A_parameter_without_a_gradient_is_left_alone()
    {
        using var parameter = new Parameter(ones(1));
        using var optimizer = optim.AdamW([parameter], lr: 0.1, weight_decay: 0.5);

        optimizer.step();

        Close.Equal([1], parameter);
    }

    [Fact]
    public void A_closure_is_evaluated_with_gradients_before_the_step()
    {
        using var net = nn.Linear(1, 1, hasBias: false);
        using var optimizer = optim.SGD(net.parameters(), 0.1);
        var before = net.weight.item<float>();

        var loss = optimizer.step(() =>
        {
            var value = net.call(ones(1, 1)).sum();
            value.backward();
            return value;
        });

        Assert.Equal(before, loss!.item<float>());
        Assert.Equal(before - 0.1f, net.weight.item<float>(), 1e-6f);
    }

    [Fact]
    public void A_saved_state_continues_where_it_was()
    {
        var path = Path.GetTempFileName();
        using var parameter = new Parameter(tensor(RecordedSteps.Parameter));
        using var copy = new Parameter(zeros(3));
        using var optimizer = optim.AdamW([parameter], lr: 0.01, weight_decay: 0.01);
        using var continued = optim.AdamW([copy], lr: 1);

        foreach (var gradient in RecordedSteps.Gradients[..3]) Step(optimizer, parameter, gradient);
        optimizer.save_state_dict(path);
        continued.load_state_dict(path);
        using (no_grad()) copy.copy_(parameter);
        foreach (var gradient in RecordedSteps.Gradients[3..]) Step(continued, copy, gradient);

        Close.Equal(RecordedSteps.AdamW[^1], copy, 5e-6f);
        Assert.Equal(0.01, continued.ParamGroups.First().LearningRate);
        File.Delete(path);
    }

    [Fact]
    public void A_state_dictionary_continues_another_optimizer()
    {
        using var parameter = new Parameter(tensor(RecordedSteps.Parameter));
        using var copy = new Parameter(zeros(3));
        using var optimizer = optim.Adam([parameter], lr: 0.01, weight_decay: 0.01);
        using var continued = optim.Adam([copy]);

        foreach (var gradient in RecordedSteps.Gradients[..3]) Step(optimizer, parameter, gradient);
        continued.load_state_dict(optimizer.state_dict());
        using (no_grad()) copy.copy_(parameter);
        foreach (var gradient in RecordedSteps.Gradients[3..]) Step(continued, copy, gradient);

        Close.Equal(RecordedSteps.Adam[^1], copy, 5e-6f);
    }

    [Fact]
    public void The_state_of_a_parameter_can_be_read()
    {
        using var parameter = new Parameter(zeros(2));
        using var optimizer = optim.AdamW([parameter]);
        Step(optimizer, parameter, [1, 2]);

        var state = Assert.IsType<AdamW.State>(Assert.Single(optimizer.state_dict().State));

        Assert.Equal(1, state.step);
        Close.Equal([0.1f, 0.2f], state.exp_avg);
        Close.Equal([0.001f, 0.004f], state.exp_avg_sq);
    }

    [Fact]
    public void Steps_leave_no_tensors_behind()
    {
        using var parameter = new Parameter(zeros(2));
        using var optimizer = optim.AdamW([parameter]);
        Step(optimizer, parameter, [1, 2]);
        using var scope = NewDisposeScope();
        var before = Tensor.TotalCount;

        optimizer.step();

        Assert.Equal(0, scope.DisposablesCount);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void A_state_outlives_the_scope_in_which_it_is_made()
    {
        using var parameter = new Parameter(zeros(2));
        AdamW optimizer;
        using (NewDisposeScope())
        {
            optimizer = optim.AdamW([parameter]);
            Step(optimizer, parameter, [1, 2]);
        }
        Step(optimizer, parameter, [1, 2]);

        Assert.All(parameter.data<float>().ToArray(), value => Assert.True(value < 0));
        optimizer.Dispose();
    }

    private static void Step(optim.Optimizer optimizer, Parameter parameter, float[] gradient)
    {
        parameter.grad = tensor(gradient);
        optimizer.step();
    }

    private static void AssertRecorded(Func<IEnumerable<Parameter>, optim.Optimizer> create, float[][] expected)
    {
        using var parameter = new Parameter(tensor(RecordedSteps.Parameter));
        using var optimizer = create([parameter]);
        foreach (var (gradient, values) in RecordedSteps.Gradients.Zip(expected))
        {
            Step(optimizer, parameter, gradient);
            Close.Equal(values, parameter, 5e-6f);
        }
    }
}
