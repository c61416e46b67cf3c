using FDistill.Plugins.Shared;
using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Tests;

public class NoiseScheduleTests
{
    private static readonly EdmNoiseSchedule Schedule = new(new EdmNoise(0.002, 80, 0.5, 7, -1.2, 1.2));
    private static readonly Arbitrary<double> Shares = Gen.Choose(0, 1_000_000).Select(n => n / 1_000_000.0).ToArbitrary();

    [Fact]
    public void Cumulative_undoes_the_quantile() =>
        Prop.ForAll(Shares, u => Math.Abs(At(Schedule.Cumulative, At(Schedule.Quantile, u)) - u) < 1e-9).QuickCheckThrowOnFailure();

    [Fact]
    public void The_quantile_rises_from_the_smallest_to_the_largest_noise_level()
    {
        Assert.Equal(0.002, At(Schedule.Quantile, 0), 12);
        Assert.Equal(80, At(Schedule.Quantile, 1), 9);
        Prop.ForAll(Shares, Shares, (a, b) => At(Schedule.Quantile, Math.Min(a, b)) <= At(Schedule.Quantile, Math.Max(a, b))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Drawn_and_sampled_noise_levels_follow_the_same_polynomial()
    {
        var times = Schedule.SamplingTimes(18);
        Assert.Equal(19, times.Count);
        Assert.Equal(0, times[^1]);
        for (var step = 0; step < 18; step++) Assert.Equal(At(Schedule.Quantile, 1 - (step / 17.0)), times[step], 1e-9 * times[step]);
    }

    [Fact]
    public void The_loss_weight_is_one_over_the_squared_scale_of_the_networks_output() =>
        Prop.ForAll(Shares, u =>
        {
            var sigma = At(Schedule.Quantile, u);
            var cOut = sigma * 0.5 / Math.Sqrt((sigma * sigma) + 0.25);
            return Math.Abs((At(Schedule.LossWeight, sigma) * cOut * cOut) - 1) < 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_student_of_one_step_is_evaluated_at_pure_noise() => Assert.Equal([80], Schedule.StudentTimes(1).Select(time => Math.Round(time, 9)));

    [Fact]
    public void A_student_of_several_steps_is_evaluated_at_falling_noise_levels()
    {
        var times = Schedule.StudentTimes(4);
        Assert.Equal(80, times[0], 9);
        Assert.Equal(times.OrderDescending(), times);
        Assert.All(times, time => Assert.True(time > 0.002));
    }

    private static double At(Func<Tensor, Tensor> function, double value)
    {
        using var scope = NewDisposeScope();
        return function(tensor(new[] { value }, dtype: float64, device: CPU)).item<double>();
    }
}
