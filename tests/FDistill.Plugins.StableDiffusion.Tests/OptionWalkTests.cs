using FDistill.Datasets;
using FDistill.Formats.Images.Resizing;
using FDistill.Formats.Weights;
using FDistill.Metrics;
using FDistill.Plugins.StableDiffusion.Metrics.ClipScore;
using FDistill.Plugins.StableDiffusion.Metrics.HpsV2;
using FDistill.Plugins.StableDiffusion.Metrics.InBatchSimilarity;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Runs;
using FDistill.Tests.Shared;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests;

/// <summary>Walks the options of the teachers and of the metrics that look through CLIP and DINO: each
/// flag, choice and number, at the ends of its range, is refused by name, or changes a value.</summary>
public sealed class OptionWalkTests : IDisposable
{
    private const string SpeedAlone = "changes speed and memory alone, as other tests show";

    private static readonly RunEnvironment Environment = new(CPU, Precision.Fp32, Seed: 1);

    private static readonly string[] Captions = ["a cat", "two dogs", "rain", "a cat"];

    private readonly DisposeScope scope = NewDisposeScope();

    private readonly Tensor images = Some.Normal(7, 4, 3, 40, 32).clamp(-1, 1);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Every_option_of_sd15_acts_or_is_refused()
    {
        using var model = new SmallModel();
        Assert.Empty(new OptionWalk<Sd15TeacherOptions>(
            () => new() { Folder = model.Folder, Resolution = 64 },
            options =>
            {
                var log = new WarningLog<Sd15Teacher>();
                return Said(new Sd15Teacher(options, Environment, new WeightFiles(), log), log.Warnings);
            })
        {
            Left = Latent,
        }.Complaints());
    }

    [Fact]
    public void Every_option_of_sdxl_acts_or_is_refused()
    {
        using var model = new SmallModel(sizes: true);
        Assert.Empty(new OptionWalk<SdxlTeacherOptions>(
            () => new() { Folder = model.Folder, Resolution = 64 },
            options =>
            {
                var log = new WarningLog<SdxlTeacher>();
                return Said(new SdxlTeacher(options, Environment, new WeightFiles(), log), log.Warnings);
            })
        {
            Left = Latent,
        }.Complaints());
    }

    [Fact]
    public void A_text_to_lead_away_from_is_said_to_have_no_effect_without_guidance()
    {
        Assert.Equal("negativePrompt", Assert.Single(((IHasIdleOptions)new Sd15TeacherOptions { Guidance = 1 }).IdleOptions).Key);
        Assert.Empty(((IHasIdleOptions)new Sd15TeacherOptions()).IdleOptions);
    }

    [Fact]
    public void Every_option_of_clip_score_acts_or_is_refused()
    {
        using var clip = new SmallClip();
        Assert.Empty(new OptionWalk<ClipScoreOptions>(
            () => new() { Checkpoint = clip.OpenClip, VisionHeads = 2, TextHeads = 2, Size = 24, QuickGelu = true },
            options => Measure(new ClipScoreMetric(options, new WeightFiles(), new ImageResizer(), Environment)))
        {
            Left = new Dictionary<string, string> { ["Checkpoint"] = "a path", ["Batch"] = SpeedAlone, ["Prefix"] = "a text" },
        }.Complaints());
    }

    [Fact]
    public void Every_option_of_hpsv2_acts_or_is_refused()
    {
        using var clip = new SmallClip();
        var prompts = Directory.CreateTempSubdirectory("fdistill-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(prompts, "anime.json"), """["a cat", "two dogs", "rain"]""");
            Assert.Empty(new OptionWalk<HpsV2Options>(
                () => new() { Checkpoint = clip.OpenClip, Prompts = prompts, Styles = ["anime"], VisionHeads = 2, TextHeads = 2, PromptsPerStyle = 2 },
                options => Measure(new HpsV2Metric(options, new WeightFiles(), new ImageResizer(), Environment)))
            {
                Left = new Dictionary<string, string> { ["Checkpoint"] = "a path", ["Prompts"] = "a path", ["Styles"] = "names", ["Batch"] = SpeedAlone, ["PromptsPerStyle = 2147483647"] = "the same as null: all" },
            }.Complaints());
        }
        finally
        {
            Directory.Delete(prompts, recursive: true);
        }
    }

    [Fact]
    public void Every_option_of_in_batch_similarity_acts_or_is_refused()
    {
        using var dino = new SmallDino();
        var checkpoint = dino.Write("dino.safetensors", dino.Tensors);
        Assert.Empty(new OptionWalk<InBatchSimilarityOptions>(
            () => new() { Checkpoint = checkpoint, Heads = 2 }, options => Measure(new InBatchSimilarityMetric(options, new WeightFiles(), new ImageResizer(), Environment)))
        {
            Left = new Dictionary<string, string> { ["Checkpoint"] = "a path", ["Batch"] = SpeedAlone },
        }.Complaints());
        Assert.Empty(new OptionWalk<PromptSimilarityOptions>(
            () => new() { Checkpoint = checkpoint, Heads = 2, Prompts = 2, ImagesPerPrompt = 3 }, options => Measure(new PromptSimilarityMetric(options, new WeightFiles(), new ImageResizer(), Environment)))
        {
            Left = new Dictionary<string, string> { ["Checkpoint"] = "a path", ["Batch"] = SpeedAlone, ["ImagesPerPrompt = 10000"] = "takes a minute" },
        }.Complaints());
    }

    private static Dictionary<string, string> Latent => new()
    {
        ["Folder"] = "a path", ["Variant"] = "a name; see ModelFolderTests", ["NegativePrompt"] = "a text", ["TextCache"] = "a path", ["Offload"] = SpeedAlone, ["Resolution = 16384"] = "takes gigabytes",
    };

    /// <summary>A metric's values on four images with captions.</summary>
    private string Measure(IMetric metric)
    {
        var values = Measured.By(metric, new GivenSamples(images, Captions, generates: true)).Result;
        return string.Join(' ', values.Select(pair => $"{pair.Key}={pair.Value:R}"));
    }

    /// <summary>All that a teacher makes of noise, of a text and of
    /// an image, all its times, and what it warned of.</summary>
    private static string Said(LatentTeacher teacher, IReadOnlyList<string> warnings)
    {
        using var inner = NewDisposeScope();
        using var ungraded = no_grad();
        using (teacher)
        {
            var batch = new DataBatch { Count = 2, Captions = ["a cat", "rain"] };
            var condition = teacher.Conditions.Encode(batch);
            using var generator = new Generator(6, CPU);
            var t = teacher.Noise.Quantile(tensor((double[])[0.2, 0.7], dtype: float64, device: CPU));
            var noised = Some.Normal(4, 2, teacher.Sample.Channels, teacher.Sample.Height, teacher.Sample.Width);
            var pixels = Some.Normal(5, 1, 3, teacher.Codec!.Pixels.Height, teacher.Codec.Pixels.Width).clamp(-1, 1);
            var sampler = new Engine.Sampling.TeacherSampler(teacher, new() { Steps = 2 });
            Tensor[] made = [t, teacher.Denoiser.Denoise(noised, t, condition), teacher.Codec.Decode(teacher.Codec.Encode(pixels, generator))];
            return $"{string.Join(' ', warnings)} {teacher.Sample} {sampler.Description} {string.Join(' ', teacher.Noise.StudentTimes(1).Concat(teacher.Noise.SamplingTimes(3)))} " + string.Join(' ', made.SelectMany(one => one.to(float64).contiguous().data<double>()).Select(number => number.ToString("R")));
        }
    }
}
