using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Noise;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Noise;

public class LatentScheduleTests
{
    private static LatentSchedule Schedule(string prediction = "epsilon") => new(
        SchedulerConfig.Read(Some.File(new() { ["beta_start"] = 0.00085, ["beta_end"] = 0.012, ["beta_schedule"] = "scaled_linear", ["prediction_type"] = prediction, ["steps_offset"] = 1 })),
        new LatentTimes(0.001, 0.999, 0.999));

    private static Tensor Times => linspace(0.001, 0.999, 999, dtype: float64, device: CPU);

    [Fact]
    public void Each_thousandth_of_t_is_a_level()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(Enumerable.Range(1, 999).Select(level => (double)level), Schedule().Level(Times).data<double>().ToArray());
    }

    [Fact]
    public void Signal_and_noise_share_a_variance_of_one_and_noise_grows()
    {
        using var scope = NewDisposeScope();
        var (alpha, sigma) = (Schedule().Alpha(Times), Schedule().Sigma(Times));
        Assert.Equal(0, (alpha.square() + sigma.square() - 1).abs().max().item<double>(), 12);
        Assert.True(sigma.diff().min().item<double>() > 0);
    }

    [Fact]
    public void Quantile_and_cumulative_are_inverses_over_the_whole_range()
    {
        using var scope = NewDisposeScope();
        var u = linspace(0, 1, 101, dtype: float64, device: CPU);
        Assert.Equal(0, (Schedule().Cumulative(Schedule().Quantile(u)) - u).abs().max().item<double>(), 12);
    }

    [Theory]
    [InlineData("epsilon")]
    [InlineData("v_prediction")]
    [InlineData("sample")]
    public void A_weighted_error_of_the_clean_sample_is_the_error_of_the_prediction(string prediction)
    {
        using var scope = NewDisposeScope();
        var schedule = Schedule(prediction);
        var kind = prediction switch { "epsilon" => Prediction.Noise, "v_prediction" => Prediction.Velocity, _ => Prediction.Clean };
        var t = tensor(new[] { 0.05, 0.5, 0.95 }, dtype: float64, device: CPU);
        var (alpha, sigma) = (schedule.Alpha(t), schedule.Sigma(t));
        var noised = Some.Normal(1, 3).to_type(float64);
        var (output, error) = (Some.Normal(2, 3).to_type(float64), 0.25);
        var off = kind.ToClean(output + error, noised, alpha, sigma) - kind.ToClean(output, noised, alpha, sigma);
        Assert.Equal(0, (off.square() * schedule.LossWeight(t) - (error * error)).abs().max().item<double>(), 10);
    }

    [Theory]
    [InlineData("epsilon")]
    [InlineData("v_prediction")]
    [InlineData("sample")]
    public void Clean_sample_and_noise_of_a_prediction_make_up_what_was_seen(string prediction)
    {
        using var scope = NewDisposeScope();
        var kind = prediction switch { "epsilon" => Prediction.Noise, "v_prediction" => Prediction.Velocity, _ => Prediction.Clean };
        var t = tensor(new[] { 0.05, 0.5, 0.95 }, dtype: float64, device: CPU);
        var (alpha, sigma) = (Schedule().Alpha(t), Schedule().Sigma(t));
        var (noised, output) = (Some.Normal(1, 3).to_type(float64), Some.Normal(2, 3).to_type(float64));
        var again = (alpha * kind.ToClean(output, noised, alpha, sigma)) + (sigma * kind.ToNoise(output, noised, alpha, sigma));
        Assert.Equal(0, (again - noised).abs().max().item<double>(), 10);
    }

    [Fact]
    public void Sampling_times_fall_to_zero_and_training_times_are_uniform()
    {
        using var scope = NewDisposeScope();
        var times = Schedule().SamplingTimes(10);
        Assert.Equal([0.901, 0.801, 0.701, 0.601, 0.501, 0.401, 0.301, 0.201, 0.101, 0.001, 0], times.Select(time => Math.Round(time, 9)));
        var drawn = Schedule().TrainingTime(Some.Normal(1, 20000).to_type(float64));
        Assert.Equal(0.5, drawn.mean().item<double>(), 0.01);
        Assert.Equal(1 / Math.Sqrt(12), drawn.std().item<double>(), 0.01);
    }
}
