using FDistill.Formats.Images.Resizing;
using FDistill.Plugins.Metrics.Inception;
using FDistill.Plugins.Metrics.Tests.Support;
using FDistill.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests;

public sealed class InceptionTests : IDisposable
{
    private const string Weights = "pt_inception-2015-12-05.pth";

    private readonly MemoryFiles files = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public InceptionTests()
    {
        using var network = new InceptionNetwork();
        files.Write(Weights, StateDict.Of(network), new Dictionary<string, string>());
    }

    public void Dispose() => scope.Dispose();

    [Fact]
    public void The_network_has_the_published_state_dict()
    {
        using var network = new InceptionNetwork();
        var names = StateDict.Of(network).ToDictionary();
        Assert.Equal(566, names.Count);
        Assert.Equal(23_850_960, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal([192, 128, 7, 1], names["Mixed_6b.branch7x7_3.conv.weight"].shape);
        Assert.Equal([384, 384, 3, 1], names["Mixed_7c.branch3x3dbl_3b.conv.weight"].shape);
        Assert.Equal([1008, 2048], names["fc.weight"].shape);
        Assert.Contains("Conv2d_1a_3x3.bn.num_batches_tracked", names.Keys);
    }

    [Fact]
    public void Features_do_not_depend_on_how_many_images_are_in_the_network_at_once()
    {
        var images = Images(3);
        using var one = Extractor(batch: 1);
        using var all = Extractor(batch: 50);
        var (single, together) = (one.Extract(images), all.Extract(images));
        Assert.Equal([3, 2048], single.Features.shape);
        Assert.False(single.Features.requires_grad);
        Assert.Null(single.Logits);
        Assert.Equal(0, (single.Features - together.Features).abs().max().item<float>(), 1e-5f * together.Features.abs().max().item<float>());
    }

    [Fact]
    public void A_grey_image_is_seen_as_one_of_three_equal_channels()
    {
        var grey = Images(1).narrow(1, 0, 1);
        using var extractor = Extractor();
        Assert.True(extractor.Extract(grey).Features.eq(extractor.Extract(grey.expand(-1, 3, -1, -1)).Features).all().item<bool>());
    }

    [Fact]
    public void Images_are_seen_as_files_would_store_them()
    {
        var levels = arange(256, dtype: ScalarType.Float32, device: CPU).view(1, 1, 16, 16);
        Assert.True(InceptionInput.AsStored(levels / 127.5 - 1).narrow(1, 0, 1).eq(levels / 255).all().item<bool>());
        var between = tensor((float[])[-2f, -1f, 0.0001f, 0.9999f, 2f], [1, 1, 1, 5], dtype: ScalarType.Float32, device: CPU);
        Assert.Equal([0, 0, 128, 255, 255], (InceptionInput.AsStored(between) * 255).round().narrow(1, 0, 1).data<float>().ToArray());
    }

    [Fact]
    public void Images_of_two_channels_are_refused()
    {
        using var extractor = Extractor();
        var mistake = Assert.Throws<InvalidOperationException>(() => extractor.Extract(zeros([1, 2, 32, 32], dtype: ScalarType.Float32, device: CPU)));
        Assert.Contains("sees grey or RGB images; given were 2x32x32", mistake.Message);
    }

    [Fact]
    public void Weights_without_the_batch_norms_counters_are_complete()
    {
        using var given = files.Read(Weights);
        files.Write("old.pth", [.. given.Tensors.Where(pair => !pair.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal))], given.Metadata);
        using var extractor = Extractor();
        using var old = Extractor(weights: "old.pth");
        Assert.True(extractor.Extract(Images(1)).Features.eq(old.Extract(Images(1)).Features).all().item<bool>());
    }

    [Fact]
    public void Weights_of_another_network_are_refused_with_what_is_wrong()
    {
        using var given = files.Read(Weights);
        var other = given.Tensors.Where(pair => pair.Key != "Mixed_5b.branch1x1.conv.weight").ToDictionary();
        other["AuxLogits.fc.weight"] = zeros([1000, 768], dtype: ScalarType.Float32, device: CPU);
        other["fc.weight"] = zeros([1000, 2048], dtype: ScalarType.Float32, device: CPU);
        files.Write("other.pth", [.. other], given.Metadata);

        var mistake = Assert.Throws<InvalidDataException>(() => Extractor(weights: "other.pth")).Message;
        Assert.Contains("other.pth", mistake);
        Assert.Contains("missing: Mixed_5b.branch1x1.conv.weight [64, 192, 1, 1]", mistake);
        Assert.Contains("not in the network: AuxLogits.fc.weight [1000, 768]", mistake);
        Assert.Contains("shape of fc.weight: found [1000, 2048], expected [1008, 2048]", mistake);
    }

    private InceptionExtractor Extractor(int batch = 50, string weights = Weights) =>
        new(new InceptionOptions { Checkpoint = weights, Batch = batch }, files, new ImageResizer(), new RunEnvironment(CPU, Precision.Fp32, Seed: 0));

    private static Tensor Images(int count) => Draw.Normal(0, count, 3, 32, 32).to_type(ScalarType.Float32).clamp(-1, 1);
}
