using FDistill.Engine.Sampling;
using FDistill.Plugins.StableDiffusion.Conditions;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Sampling;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Plugins.StableDiffusion.UNet;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Sampling;

public sealed class TeacherSamplersTests : IDisposable
{
    private static readonly string[] Captions = ["a cat", "two dogs", "a thick seven"];

    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();
    private readonly SmallModel model = new();
    private readonly Sd15Teacher teacher;

    public TeacherSamplersTests() => teacher = model.Sd15();

    public void Dispose()
    {
        teacher.Dispose();
        model.Dispose();
        scope.Dispose();
    }

    private static Tensor Noise => Some.Normal(4, 3, 2, 8, 8);

    private static Condition Text(ITeacher teacher) => teacher.Conditions.Encode(new() { Count = 3, Captions = Captions })!;

    private Tensor Sample(string? sampler, double guidance = 3, double eta = 0, Action? beforePass = null) =>
        new TeacherSampler(teacher, new TeacherSampling { Sampler = sampler, Steps = 4, Guidance = guidance, Eta = eta }, beforePass).Sample(Noise, Text(teacher));

    [Fact]
    public void DDIM_with_the_model_s_usual_guidance_is_the_default()
    {
        using var large = new SmallModel(sizes: true);
        using var sdxl = large.Sdxl();
        Assert.Equal("50 steps of DDIM, guidance 7.5", new TeacherSampler(teacher, new TeacherSampling()).Description);
        Assert.Equal("50 steps of DDIM, guidance 5", new TeacherSampler(sdxl, new TeacherSampling()).Description);
        Assert.Equal("9 steps of Heun's method, 17 network evaluations each", new TeacherSampler(teacher, new TeacherSampling { Sampler = "heun", Steps = 9 }).Description);
    }

    [Theory]
    [InlineData("ddim", 0)]
    [InlineData("ddim", 1)]
    [InlineData("euler", 0)]
    [InlineData("ddpm", 0)]
    public void An_image_depends_on_its_own_noise_and_text_alone(string name, double eta)
    {
        var sampler = new TeacherSampler(teacher, new TeacherSampling { Sampler = name, Steps = 4, Guidance = 3, Eta = eta });
        var (noise, text) = (Noise, Text(teacher));
        var together = sampler.Sample(noise, text);
        for (var image = 0; image < 3; image++)
        {
            // Beside others of the same number it is the same to the bit; libtorch chooses
            // kernels by the size of a batch, so alone it is the same but for rounding.
            var others = noise.flip(0).contiguous();
            others.narrow(0, image, 1).copy_(noise.narrow(0, image, 1));
            Assert.Equal(0, Some.Distance(together.narrow(0, image, 1), sampler.Sample(others, text).narrow(0, image, 1)));
            Assert.InRange(Some.Distance(together.narrow(0, image, 1), sampler.Sample(noise.narrow(0, image, 1), text.Slice(image, 1))), 0, 1e-4);
        }
    }

    [Fact]
    public void Every_sampler_leads_elsewhere()
    {
        Tensor[] samples = [Sample("ddim"), Sample("ddim", eta: 1), Sample("euler"), Sample("ddpm"), Sample("heun"), Sample("ddim", guidance: 1)];
        foreach (var (one, other) in samples.SelectMany((one, place) => samples.Skip(place + 1).Select(other => (one, other)))) Assert.NotEqual(0, Some.Distance(one, other));
        Assert.Equal(0, Some.Distance(samples[0], Sample(null)));
    }

    [Fact]
    public void Guidance_leads_away_from_the_negative_prompt()
    {
        using var negative = model.Sd15(options => options.NegativePrompt = "blurry");
        var away = new TeacherSampler(negative, new TeacherSampling { Steps = 4, Guidance = 3 }).Sample(Noise, Text(negative));

        var text = (TextCondition)negative.Conditions.Encode(new() { Count = 6, Captions = ["blurry", "blurry", "blurry", .. Captions] })!;
        Tensor Predict(Tensor state, double level) =>
            ((UNet2DConditionModel)negative.Denoiser.Module).Predict(new UNetInput(state, full([6], level, dtype: float32, device: CPU), text.Context));
        var byHand = new GuidedSampler(new DdimScheduler(SchedulerConfig.Read(ConfigFile.Open(Path.Combine(model.Folder, "scheduler", "scheduler_config.json"))), 4), 3)
            .Sample(Noise, Predict, _ => Noise);
        Assert.InRange(Some.Distance(byHand, away) / byHand.abs().max().item<float>(), 0, 1e-5);
        Assert.NotEqual(0, Some.Distance(away, Sample("ddim")));
    }

    [Fact]
    public void SDXL_s_samplers_see_pooled_text_and_sizes()
    {
        using var large = new SmallModel(sizes: true);
        using var sdxl = large.Sdxl();
        var sampler = new TeacherSampler(sdxl, new TeacherSampling { Steps = 2 });
        var whole = sampler.Sample(Noise, Text(sdxl));
        var cropped = sampler.Sample(Noise, sdxl.Conditions.Encode(new() { Count = 3, Captions = Captions, Crops = [(4, 4), (0, 0), (0, 0)] }));
        Assert.NotEqual(0, Some.Distance(whole.narrow(0, 0, 1), cropped.narrow(0, 0, 1)));
        Assert.Equal(0, Some.Distance(whole.narrow(0, 1, 2), cropped.narrow(0, 1, 2)));
    }

    [Theory]
    [InlineData("ddim", 4)]
    [InlineData("ddpm", 4)]
    [InlineData("heun", 7)]
    public void Sampling_is_watched_before_every_pass_and_ends_between_two(string name, int passes)
    {
        var seen = 0;
        Sample(name, beforePass: () => seen++);
        Assert.Equal(passes, seen);
        Assert.Equal(passes, new TeacherSampler(teacher, new TeacherSampling { Sampler = name, Steps = 4 }).Evaluations);
        Assert.Throws<OperationCanceledException>(() => Sample(name, beforePass: () => throw new OperationCanceledException()));
    }

    [Theory]
    [InlineData("pndm", null, null, "there are ddim, euler, ddpm, heun")]
    [InlineData("euler", 0.5, null, "takes no eta")]
    [InlineData("ddim", null, 1001, "1000 noise levels")]
    public void What_cannot_be_sampled_so_is_told(string name, double? eta, int? steps, string told)
    {
        var error = Assert.Throws<ArgumentException>(() => new TeacherSampler(teacher, new TeacherSampling { Sampler = name, Eta = eta, Steps = steps }));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }
}
