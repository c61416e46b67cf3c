using FDistill.Engine.Sampling;
using FDistill.Plugins.StableDiffusion.Conditions;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Sampling;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Plugins.StableDiffusion.UNet;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Sampling;

public class SchedulerTests
{
    private static SchedulerConfig Config(string spacing = "leading") => SchedulerConfig.Read(Some.File(new()
    {
        ["beta_start"] = 0.00085, ["beta_end"] = 0.012, ["beta_schedule"] = "scaled_linear", ["steps_offset"] = 1, ["set_alpha_to_one"] = true, ["timestep_spacing"] = spacing,
    }));

    /// <summary>Samples with a network that knows the clean sample.</summary>
    private static Tensor Sample(IScheduler scheduler, Tensor clean, Func<double, (double Alpha, double Sigma)> at) => new GuidedSampler(scheduler, guidance: 3).Sample(
        Some.Normal(1, 2, 1, 4, 4),
        (state, time) => (state - (at(time).Alpha * cat([clean, clean], dim: 0))) / at(time).Sigma,
        step => Some.Normal((ulong)(100 + step), 2, 1, 4, 4));

    [Theory]
    [InlineData("ddim")]
    [InlineData("ddim with noise")]
    [InlineData("ddpm")]
    [InlineData("euler")]
    public void A_network_that_knows_the_noise_leads_to_the_clean_sample(string name)
    {
        using var scope = NewDisposeScope();
        var config = Config();
        var table = Plugins.StableDiffusion.Noise.NoiseTable.Of(config);
        IScheduler scheduler = name switch
        {
            "ddim" => new DdimScheduler(config, 20),
            "ddim with noise" => new DdimScheduler(config, 20, eta: 1),
            "ddpm" => new DdpmScheduler(config, 20),
            _ => new EulerScheduler(config, 20),
        };
        var clean = Some.Normal(9, 2, 1, 4, 4);
        var result = Sample(scheduler, clean, time => (table.Alpha((int)time), table.Sigma((int)time)));
        Assert.InRange(Some.Distance(clean, result), 0, name == "ddpm" ? 0.2 : 1e-3);
    }

    [Fact]
    public void Euler_s_steps_on_a_teacher_are_those_of_deterministic_DDIM()
    {
        using var scope = NewDisposeScope();
        using var model = new SmallModel();
        using var teacher = model.Sd15();
        var text = (TextCondition)teacher.Conditions.Encode(new() { Count = 2, Captions = ["a cat", "two dogs"] })!;
        var (noise, context) = (Some.Normal(4, 2, 2, 8, 8), cat([text.Context, text.Context], dim: 0));
        var euler = new HeunSampler(teacher, new HeunOptions { Steps = 10, SecondOrder = false }).Sample(noise, text);

        var start = teacher.Noise.Sigma(tensor(new[] { 0.901 }, dtype: float64, device: CPU)).item<double>();
        Tensor Predict(Tensor state, double time) =>
            ((UNet2DConditionModel)teacher.Denoiser.Module).Predict(new UNetInput(state, full([4], time, dtype: float32, device: CPU), context));
        var ddim = new GuidedSampler(new DdimScheduler(Config(), 10), guidance: 1).Sample(noise * start, Predict, _ => noise);
        Assert.InRange(Some.Distance(euler, ddim) / ddim.abs().max().item<float>(), 0, 1e-3);
    }

    [Theory]
    [InlineData("leading", new double[] { 751, 501, 251, 1 })]
    [InlineData("trailing", new double[] { 999, 749, 499, 249 })]
    [InlineData("linspace", new double[] { 999, 666, 333, 0 })]
    public void Levels_are_spaced_as_the_scheduler_says(string spacing, double[] levels) => Assert.Equal(levels, new DdimScheduler(Config(spacing), 4).Timesteps);

    [Fact]
    public void No_scheduler_has_more_steps_than_levels()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DdimScheduler(Config(), 1001));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EulerScheduler(Config(), 0));
    }
}
