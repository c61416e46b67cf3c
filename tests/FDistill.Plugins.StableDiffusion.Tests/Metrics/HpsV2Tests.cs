using FDistill.Formats.Images.Resizing;
using FDistill.Formats.Weights;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Metrics.HpsV2;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Metrics;

public sealed class HpsV2Tests : IDisposable
{
    private readonly SmallClip clip = new();
    private readonly string prompts = Directory.CreateTempSubdirectory("fdistill-").FullName;
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor images = Some.Normal(7, 3, 3, 16, 16).clamp(-1, 1);

    public HpsV2Tests()
    {
        Write("anime.json", """["a cat", "two dogs", "rain"]""");
        Write("concept-art.txt", "a castle\n\n  a tower \n");
        Write("drawbench.json", """["never asked for"]""");
    }

    public void Dispose()
    {
        scope.Dispose();
        clip.Dispose();
        Directory.Delete(prompts, recursive: true);
    }

    [Fact]
    public async Task HPSv2_asks_for_an_image_of_every_prompt_of_its_styles_and_takes_the_mean_of_each_and_of_all()
    {
        var samples = new GivenSamples(images, generates: true);
        var values = (await Metric().MeasureAsync(samples, TestContext.Current.CancellationToken)).Values;
        Assert.Equal(["a cat", "two dogs", "rain", "a castle", "a tower"], samples.Asked);
        Assert.Equal(["hpsv2Anime", "hpsv2ConceptArt", "hpsv2"], values.Keys);
        Assert.Equal([("hpsv2Anime", "HPSv2 anime"), ("hpsv2ConceptArt", "HPSv2 concept art"), ("hpsv2", "HPSv2")], Metric().Columns.Select(column => (column.Name, column.Title)));
        Assert.Equal(Expected(images, "a cat", "two dogs", "rain"), values["hpsv2Anime"], 3);
        Assert.Equal(Expected(images[..2], "a castle", "a tower"), values["hpsv2ConceptArt"], 3);
        Assert.Equal((values["hpsv2Anime"] + values["hpsv2ConceptArt"]) / 2, values["hpsv2"], 10);
    }

    [Fact]
    public async Task The_number_of_prompts_of_a_style_can_be_limited()
    {
        var samples = new GivenSamples(images, generates: true);
        await Metric(options => options.PromptsPerStyle = 1).MeasureAsync(samples, TestContext.Current.CancellationToken);
        Assert.Equal(["a cat", "a castle"], samples.Asked);
    }

    [Fact]
    public async Task Images_that_were_made_elsewhere_are_refused()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => Metric().MeasureAsync(new GivenSamples(images), TestContext.Current.CancellationToken));
        Assert.Contains("leave the metric out", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("photo", null, "has no prompts of the style 'photo': expected photo.json, a list of texts, or photo.txt")]
    [InlineData("photo", "[1, 2]", "is no list of texts")]
    [InlineData("photo", "[null]", "holds null where a list of texts was expected")]
    [InlineData("photo", "[]", "holds no prompts")]
    public void A_style_without_prompts_is_told_by_its_file(string style, string? content, string message)
    {
        if (content is not null) Write($"{style}.json", content);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Metric(options => options.Styles = [style])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Oblong_images_are_seen_whole_with_black_around_them()
    {
        var prepared = new HpsV2Preparation(side: 16, antialias: true, new ImageResizer()).Of(ones([1, 3, 8, 32], dtype: float32, device: CPU));
        Assert.Equal([1, 3, 16, 16], prepared.shape);
        // 4 rows of white in the middle: (1 − mean) / deviation of CLIP's first channel; black elsewhere.
        float[] rows = [.. Enumerable.Range(0, 16).Select(row => row is >= 6 and < 10 ? (1 - 0.48145466f) / 0.26862954f : -0.48145466f / 0.26862954f)];
        Assert.Equal(0, Some.Distance(prepared.select(1, 0).squeeze(0), tensor(rows, dtype: float32, device: CPU).view(16, 1).expand(16, 16)), 5);
    }

    [Fact]
    public void Smoothing_changes_images_that_are_made_smaller_and_leaves_those_of_the_right_size()
    {
        var resizer = new ImageResizer();
        var (smooth, sharp) = (new HpsV2Preparation(16, antialias: true, resizer), new HpsV2Preparation(16, antialias: false, resizer));
        var large = Some.Normal(3, 1, 3, 64, 64).clamp(-1, 1);
        Assert.NotEqual(0, Some.Distance(smooth.Of(large), sharp.Of(large)), 1);
        Assert.Equal(0, Some.Distance(smooth.Of(images), sharp.Of(images)));
    }

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(prompts, name), content);

    private HpsV2Metric Metric(Action<HpsV2Options>? change = null)
    {
        var options = new HpsV2Options { Checkpoint = clip.OpenClip, Prompts = prompts, Styles = ["anime", "concept-art"], VisionHeads = 2, TextHeads = 2 };
        change?.Invoke(options);
        return new HpsV2Metric(options, new WeightFiles(), new ImageResizer(), new RunEnvironment(CPU, Precision.Fp32, Seed: 0));
    }

    private double Expected(Tensor given, params string[] texts)
    {
        using var ungraded = no_grad();
        var checkpoint = ClipCheckpoint.Open(clip.OpenClip, new ClipHints(QuickGelu: false, 2, 2), new WeightFiles());
        using var network = checkpoint.Load(NetworkPlace.Cpu);
        var seen = network.EncodeImages(new HpsV2Preparation(16, antialias: true, new ImageResizer()).Of(given)).Features;
        return 100 * Cosine.OfPairs(seen, network.EncodeTexts(checkpoint.Tokenizer.EncodeBatch(texts))).mean().item<float>();
    }
}
