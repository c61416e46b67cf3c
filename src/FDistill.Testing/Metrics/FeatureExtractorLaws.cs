using FDistill.Metrics;
using FDistill.Teachers;
using FDistill.Testing.Support;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Testing.Metrics;

/// <summary>The laws of <see cref="IFeatureExtractor"/>: inherit, make your
/// extractor and say what images it sees, and they are tests of yours.</summary>
public abstract class FeatureExtractorLaws
{
    private const string Extract = "IFeatureExtractor.Extract";

    /// <summary>Makes the extractor.</summary>
    /// <param name="services">What the host injects.</param>
    protected abstract IFeatureExtractor CreateExtractor(PartServices services);

    /// <summary>The shape of images that it sees.</summary>
    protected abstract SampleShape Pixels { get; }

    /// <summary>Features are numbers, a row for each image.</summary>
    [Fact]
    public void There_is_a_row_of_features_without_gradient_for_each_image_whatever_its_batch()
    {
        using var scope = NewDisposeScope();
        using var extractor = Made();
        var images = Images(3);
        var before = images.clone();
        var together = extractor.Extract(images);
        Law.Require(together.Features.dim() == 2, Extract, "features are [N, D]", $"{Law.Shape(together.Features.shape)}");
        Law.RequireTensor(together.Features, [3, together.Features.shape[1]], ScalarType.Float32, CPU, Extract, "[N, D], the features");
        Law.Require(!together.Features.requires_grad, Extract, "features are extracted without gradient", $"requires_grad is true");
        Law.RequireUntouched(before, images, Extract, "the images");
        for (var n = 0; n < 3; n++)
            Law.RequireSame(extractor.Extract(images.narrow(0, n, 1)).Features, together.Features.narrow(0, n, 1), 1e-4, Extract, "an image's features do not depend on the other images of its batch");
        if (together.Logits is { } logits) Law.RequireTensor(logits, [3, logits.shape[^1]], ScalarType.Float32, CPU, Extract, "[N, classes], the logits");
    }

    /// <summary>Two images that look different are told apart.</summary>
    [Fact]
    public void Different_images_have_different_features()
    {
        using var scope = NewDisposeScope();
        using var extractor = Made();
        var features = extractor.Extract(Images(2)).Features;
        Law.Require((features[0] - features[1]).abs().max().item<float>() > 0, Extract, "different images have different features", $"the same for two images of noise");
    }

    private IFeatureExtractor Made()
    {
        using var outside = NewDisposeScope();
        return CreateExtractor(new PartServices());
    }

    private Tensor Images(int count) => new Generator(6, CPU).Uniform(Pixels.Batch(count), CPU) * 2 - 1;
}
