using FDistill.Datasets;
using FDistill.Formats.Weights;
using FDistill.Plugins.Datasets.Mnist;
using FDistill.Plugins.Metrics.Digits;
using FDistill.Plugins.Metrics.Tests.Support;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests;

public sealed class BundledClassifierTests
{
    [Fact]
    public void The_bundled_classifier_is_what_an_extractor_without_a_checkpoint_has()
    {
        using var scope = NewDisposeScope();
        var environment = new RunEnvironment(CPU, Precision.Fp32, Seed: 0);
        using var unnamed = new DigitsExtractor(new DigitsOptions(), new SafetensorsFiles(), environment);
        using var named = new DigitsExtractor(new DigitsOptions { Checkpoint = Repository.Path("samples", "digits", "classifier.safetensors") }, new SafetensorsFiles(), environment);
        var images = Draw.Normal(0, 3, 1, 16, 16).to_type(ScalarType.Float32).clamp(-1, 1);
        Assert.True(unnamed.IsTrained);
        Assert.True(unnamed.Extract(images).Features.eq(named.Extract(images).Features).all().item<bool>());
    }

    [Fact]
    public void The_bundled_classifier_is_as_accurate_on_the_bundled_test_images_as_it_says()
    {
        using var scope = NewDisposeScope();
        var checkpoint = Repository.Path("samples", "digits", "classifier.safetensors");
        using var extractor = new DigitsExtractor(new DigitsOptions { Checkpoint = checkpoint }, new SafetensorsFiles(), new RunEnvironment(CPU, Precision.Fp32, Seed: 0));
        var digits = new MnistDataset(new MnistOptions { Folder = Repository.Path("samples", "digits", "test"), Split = MnistSplit.Test });
        using var pass = digits.Open(new DataRequest { Batch = 10_000 });
        var images = pass.Next()!;

        var right = extractor.Extract(images.Images!).Logits!.argmax(1).eq(images.Labels!).sum().item<long>();
        using var file = new SafetensorsFiles().Read(checkpoint);
        Assert.Equal(double.Parse(file.Metadata["test.accuracy"]), right / 10_000.0, 0.0005);
        Assert.InRange(right, 9_800, 10_000);
    }
}
