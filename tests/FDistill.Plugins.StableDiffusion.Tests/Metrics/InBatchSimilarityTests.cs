using FDistill.Formats.Images.Resizing;
using FDistill.Formats.Weights;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Metrics.InBatchSimilarity;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Metrics;

public sealed class InBatchSimilarityTests : IDisposable
{
    private readonly SmallDino dino = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        dino.Dispose();
    }

    [Fact]
    public async Task Images_that_are_the_same_are_wholly_alike() =>
        Assert.Equal(1, await Measure(new GivenSamples(Images(1).expand(4, -1, -1, -1), ["a", "a", "a", "a"])), 6);

    [Fact]
    public async Task Images_are_compared_with_those_of_their_own_prompt_alone()
    {
        var (a, b) = (Images(2), Images(3, seed: 5));
        var mean = (await Measure(new GivenSamples(a, ["a", "a"])) + await Measure(new GivenSamples(b, ["b", "b", "b"]))) / 2;
        Assert.Equal(mean, await Measure(new GivenSamples(cat([b[..1], a, b[1..]], 0), ["b", "a", "a", "b", "b"])), 6);
    }

    [Fact]
    public async Task Without_prompts_images_are_compared_within_their_class_or_within_the_whole()
    {
        var images = Images(4);
        var labels = tensor(new long[] { 3, 1, 3, 1 }, dtype: int64, device: CPU);
        Assert.Equal(await Measure(new GivenSamples(images, ["x", "y", "x", "y"])), await Measure(new GivenSamples(images, labels: labels)), 8);
        Assert.Equal(await Measure(new GivenSamples(images, ["x", "x", "x", "x"])), await Measure(new GivenSamples(images)), 8);
    }

    [Fact]
    public async Task A_prompt_for_every_image_is_refused_with_the_way_out()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => Measure(new GivenSamples(Images(5), ["a", "b", "c", "d", "d"])));
        Assert.Contains("of 5 images only 2 share theirs: set evaluation.imagesPerPrompt to 2 or more", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompts_of_one_image_each_are_asked_for_again_several_times()
    {
        var images = Images(4);
        var samples = new GivenSamples(images, ["a", "b", "a", "c"], generates: true);

        var value = (await Measured.By(Drawing(prompts: 2, imagesPerPrompt: 2), samples))["inBatchSimilarity"];

        Assert.Equal(["a", "a", "b", "b"], samples.Asked);
        Assert.Equal(await Measure(new GivenSamples(images, ["a", "a", "b", "b"])), value, 8);
    }

    [Fact]
    public async Task Images_that_were_made_elsewhere_or_of_no_prompt_cannot_be_asked_for_again()
    {
        foreach (var samples in (GivenSamples[])[new(Images(2), ["a", "b"]), new(Images(2), generates: true)])
        {
            var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => Measured.By(Drawing(prompts: 2, imagesPerPrompt: 2), samples));
            Assert.Contains("are not made of prompts: leave the metric out", mistake.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 7)]
    [InlineData(3, 30)]
    public void Sums_of_rows_give_what_all_pairs_give(ulong seed, int count)
    {
        var rows = Some.Normal(seed, count, 9);
        var similarity = new GroupedSimilarity();
        similarity.Add(rows, [.. Enumerable.Repeat("one", count)]);
        Assert.Equal(Cosine.WithinBatch(rows).item<float>(), similarity.Mean(), 5);
    }

    [Fact]
    public void A_row_of_zeros_is_like_nothing()
    {
        var similarity = new GroupedSimilarity();
        similarity.Add(cat([zeros([1, 4], dtype: float32, device: CPU), Some.Normal(1, 1, 4)], 0), ["a", "a"]);
        Assert.Equal(0, similarity.Mean(), 10);
    }

    private static Tensor Images(int count, ulong seed = 3) => Some.Normal(seed, count, 3, 12, 12).clamp(-1, 1);

    private PromptSimilarityMetric Drawing(int prompts, int imagesPerPrompt) => new(
        new PromptSimilarityOptions { Checkpoint = dino.Write("dino.safetensors", dino.Tensors), Heads = 2, Batch = 3, Prompts = prompts, ImagesPerPrompt = imagesPerPrompt },
        new WeightFiles(), new ImageResizer(), new RunEnvironment(CPU, Precision.Fp32, Seed: 0));

    private async Task<double> Measure(GivenSamples samples)
    {
        var options = new InBatchSimilarityOptions { Checkpoint = dino.Write("dino.safetensors", dino.Tensors), Heads = 2, Batch = 3 };
        var metric = new InBatchSimilarityMetric(options, new WeightFiles(), new ImageResizer(), new RunEnvironment(CPU, Precision.Fp32, Seed: 0));
        return (await Measured.By(metric, samples))["inBatchSimilarity"];
    }
}
