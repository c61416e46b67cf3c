using FDistill.Formats.Images.Resizing;
using FDistill.Formats.Weights;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Metrics.ClipScore;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Metrics;

public sealed class ClipScoreTests : IDisposable
{
    private static readonly string[] Captions = ["a cat", "two dogs", "rain", "a thick seven", "snow"];

    private readonly SmallClip clip = new();
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor images = Some.Normal(7, 5, 3, 24, 24).clamp(-1, 1);

    public void Dispose()
    {
        scope.Dispose();
        clip.Dispose();
    }

    [Fact]
    public async Task The_CLIP_score_is_the_mean_cosine_of_images_that_CLIP_s_way_prepared_and_captions_with_their_prefix()
    {
        using var ungraded = no_grad();
        var checkpoint = ClipCheckpoint.Open(clip.Folder, new ClipHints(), new WeightFiles());
        using var network = checkpoint.Load(NetworkPlace.Cpu);
        var seen = network.EncodeImages((checkpoint.Preparation with { Square = 20 }).Of(images, new ImageResizer())).Features;
        var read = network.EncodeTexts(checkpoint.Tokenizer.EncodeBatch([.. Captions.Select(caption => $"A photo depicts {caption}")]));
        Assert.Equal(Cosine.OfPairs(seen, read).mean().item<float>(), await Measure(images, Captions, options => options.Size = 20), 5);
    }

    [Fact]
    public async Task The_CLIP_score_depends_on_neither_the_order_of_samples_nor_on_how_many_go_through_the_network_at_once()
    {
        var expected = await Measure(images, Captions);
        Assert.Equal(expected, await Measure(images.flip(0), [.. Captions.Reverse()]), 5);
        Assert.Equal(expected, await Measure(images, Captions, options => options.Batch = 1), 5);
    }

    [Fact]
    public async Task The_CLIP_score_depends_on_which_caption_goes_with_which_image() =>
        Assert.NotEqual(await Measure(images, Captions), await Measure(images, [.. Captions.Reverse()]), 4);

    [Fact]
    public void Definitions_differ_by_a_factor_and_at_zero()
    {
        var cosines = tensor(new float[] { -0.5f, 0.25f }, dtype: float32, device: CPU);
        float[] Of(ClipScoreDefinition definition) => ClipScores.Of(cosines, definition).data<float>().ToArray();
        Assert.Equal([-0.5f, 0.25f], Of(ClipScoreDefinition.Cosine));
        Assert.Equal([0f, 25f], Of(ClipScoreDefinition.Percent));
        Assert.Equal([0f, 0.625f], Of(ClipScoreDefinition.Hessel));
    }

    [Fact]
    public async Task Grey_images_are_seen_as_RGB()
    {
        var grey = images.narrow(1, 0, 1);
        Assert.Equal(await Measure(grey.expand(-1, 3, -1, -1), Captions), await Measure(grey, Captions), 6);
    }

    [Fact]
    public async Task Samples_without_captions_are_refused()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => Measured.By(Metric(), new GivenSamples(images)));
        Assert.Contains("add evaluation.prompts", mistake.Message, StringComparison.Ordinal);
    }

    private ClipScoreMetric Metric(Action<ClipScoreOptions>? change = null)
    {
        var options = new ClipScoreOptions { Checkpoint = clip.Folder };
        change?.Invoke(options);
        return new ClipScoreMetric(options, new WeightFiles(), new ImageResizer(), new RunEnvironment(CPU, Precision.Fp32, Seed: 0));
    }

    private async Task<double> Measure(Tensor given, string[] captions, Action<ClipScoreOptions>? change = null) =>
        (await Measured.By(Metric(change), new GivenSamples(given, captions)))["clipScore"];
}
