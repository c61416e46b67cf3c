using FDistill.Plugins.Metrics.Digits;
using FDistill.Plugins.Metrics.Tests.Support;
using FDistill.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests;

public sealed class DigitsExtractorTests : IDisposable
{
    private readonly MemoryFiles files = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Features_are_the_64_activations_that_the_logits_are_made_of()
    {
        using var extractor = Extractor();
        var extracted = extractor.Extract(Images());
        Assert.Equal([3, 64], extracted.Features.shape);
        Assert.Equal([3, 10], extracted.Logits!.shape);
        Assert.True(extracted.Features.min().item<float>() >= 0);
        using var ungraded = no_grad();
        Assert.True(extracted.Logits.eq(extractor.Network.forward(Images())).all().item<bool>());
        Assert.False(extracted.Features.requires_grad);
    }

    [Fact]
    public void Larger_images_in_colour_are_averaged_to_what_it_sees()
    {
        using var extractor = Extractor();
        var small = Images();
        var large = small.repeat_interleave(2, 2).repeat_interleave(2, 3);
        var coloured = cat([large * 0.5, large, large * 1.5], 1);
        Assert.True((extractor.Extract(small).Logits! - extractor.Extract(coloured).Logits!).abs().max().item<float>() < 1e-5f);
        Assert.Throws<InvalidOperationException>(() => extractor.Extract(zeros([1, 2, 16, 16], dtype: float32, device: CPU)));
        Assert.Throws<InvalidOperationException>(() => extractor.Extract(zeros([1, 1, 16, 24], dtype: float32, device: CPU)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_untrained_network()
    {
        using var one = Extractor(seed: 1);
        using var same = Extractor(seed: 1);
        using var other = Extractor(seed: 2);
        Assert.True(one.Extract(Images()).Logits!.eq(same.Extract(Images()).Logits!).all().item<bool>());
        Assert.False(one.Extract(Images()).Logits!.eq(other.Extract(Images()).Logits!).any().item<bool>());
        Assert.False(one.IsTrained);
    }

    [Fact]
    public void Saved_weights_are_read_back_to_the_bit()
    {
        using var extractor = Extractor(seed: 1);
        extractor.Save("digits.safetensors", new Dictionary<string, string> { ["accuracy"] = "0.99" });
        using var again = Extractor(seed: 2, checkpoint: "digits.safetensors");
        Assert.True(again.IsTrained);
        Assert.True(extractor.Extract(Images()).Logits!.eq(again.Extract(Images()).Logits!).all().item<bool>());
        using var file = files.Read("digits.safetensors");
        Assert.Equal("0.99", file.Metadata["accuracy"]);
    }

    [Fact]
    public void A_fresh_classifier_with_weights_is_refused()
    {
        var options = new DigitsOptions { Checkpoint = "digits.safetensors", Trained = false };
        Assert.Contains("leave out one of", Assert.Throws<ArgumentException>(() => new DigitsExtractor(options, files, new RunEnvironment(CPU, Precision.Fp32, Seed: 0))).Message);
    }

    [Fact]
    public void Images_of_another_shape_are_refused()
    {
        using var extractor = Extractor();
        var mistake = Assert.Throws<InvalidOperationException>(() => extractor.Extract(zeros([1, 2, 32, 32], dtype: ScalarType.Float32, device: CPU)));
        Assert.Contains("1x16x16; given were 2x32x32", mistake.Message);
    }

    private DigitsExtractor Extractor(long seed = 0, string? checkpoint = null) =>
        new(new DigitsOptions { Checkpoint = checkpoint, Trained = checkpoint is not null }, files, new RunEnvironment(CPU, Precision.Fp32, seed));

    private static Tensor Images() => Draw.Normal(0, 3, 1, 16, 16).to_type(ScalarType.Float32).clamp(-1, 1);
}
