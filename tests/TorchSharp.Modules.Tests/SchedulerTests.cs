using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules.Tests;

public sealed class SchedulerTests
{
    [Fact]
    public void Step_multiplies_every_so_many_epochs() =>
        AssertRates(optimizer => lr_scheduler.StepLR(optimizer, 2, gamma: 0.1), 1, 1, 0.1, 0.1, 0.01);

    [Fact]
    public void Milestones_multiply_where_they_are() =>
        AssertRates(optimizer => lr_scheduler.MultiStepLR(optimizer, [1, 3], gamma: 0.5), 1, 0.5, 0.5, 0.25);

    [Fact]
    public void Exponential_multiplies_every_epoch() =>
        AssertRates(optimizer => lr_scheduler.ExponentialLR(optimizer, gamma: 0.5), 1, 0.5, 0.25);

    [Fact]
    public void A_function_of_the_epoch_scales_the_initial_rate() =>
        AssertRates(optimizer => lr_scheduler.LambdaLR(optimizer, epoch => 1.0 / (epoch + 1)), 1, 0.5, 1.0 / 3);

    [Fact]
    public void Linear_warms_up() =>
        AssertRates(optimizer => lr_scheduler.LinearLR(optimizer, start_factor: 0.25, total_iters: 3), 0.25, 0.5, 0.75, 1, 1);

    [Fact]
    public void Constant_holds_back_and_lets_go() =>
        AssertRates(optimizer => lr_scheduler.ConstantLR(optimizer, factor: 0.5, total_iters: 2), 0.5, 0.5, 1, 1);

    [Fact]
    public void Polynomial_falls_to_zero() =>
        AssertRates(optimizer => lr_scheduler.PolynomialLR(optimizer, total_iters: 4, power: 1), 1, 0.75, 0.5, 0.25, 0, 0);

    [Fact]
    public void Cosine_falls_and_rises() =>
        AssertRates(optimizer => lr_scheduler.CosineAnnealingLR(optimizer, 2, eta_min: 0), 1, 0.5, 0, 0.5, 1);

    [Fact]
    public void One_follows_another_at_its_milestone() => AssertRates(
        optimizer => lr_scheduler.SequentialLR(
            optimizer,
            [lr_scheduler.ConstantLR(optimizer, factor: 0.1, total_iters: 2), lr_scheduler.ExponentialLR(optimizer, gamma: 0.5)],
            [2]),
        0.1, 0.1, 1, 0.5, 0.25);

    [Fact]
    public void One_cycle_goes_up_and_far_down()
    {
        var rates = Rates(optimizer => lr_scheduler.OneCycleLR(optimizer, 1.0, total_steps: 10, cycle_momentum: false), 10);

        Assert.Equal(1.0 / 25, rates[0], 1e-9);
        Assert.Equal(1.0, rates[2], 1e-9);
        Assert.Equal(1.0 / 25 / 1e4, rates[9], 1e-9);
    }

    [Fact]
    public void A_triangle_goes_up_and_down() => AssertRates(
        optimizer => lr_scheduler.CyclicLR(optimizer, 1, 3, step_size_up: 2, cycle_momentum: false), 1, 2, 3, 2, 1);

    [Fact]
    public void A_plateau_lowers_the_rate_after_its_patience()
    {
        using var parameter = new Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 1.0);
        var scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, patience: 1, factor: 0.1);

        foreach (var loss in new[] { 2.0, 1.0, 1.0 }) scheduler.step(loss);
        Assert.Equal(1, optimizer.ParamGroups.First().LearningRate);
        scheduler.step(1.0);
        Assert.Equal(0.1, optimizer.ParamGroups.First().LearningRate, 1e-12);
    }

    private static void AssertRates(Func<Optimizer, lr_scheduler.LRScheduler> create, params double[] expected)
    {
        foreach (var (want, got) in expected.Zip(Rates(create, expected.Length))) Assert.Equal(want, got, 1e-9);
    }

    private static double[] Rates(Func<Optimizer, lr_scheduler.LRScheduler> create, int count)
    {
        using var parameter = new Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 1.0);
        var scheduler = create(optimizer);
        var rates = new double[count];
        for (var i = 0; i < count; i++)
        {
            rates[i] = optimizer.ParamGroups.First().LearningRate;
            if (i < count - 1) scheduler.step();
        }
        return rates;
    }
}
