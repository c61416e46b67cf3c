using FDistill.Metrics;
using FDistill.Testing.Metrics;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests.Support;

/// <summary>Samples for laws: black images with the features or logits that a test gives.</summary>
internal static class Given
{
    public static MeasuredSamples Features(Tensor samples, Tensor references) => new(Black(samples.shape[0]))
    {
        Features = new ExtractedFeatures(samples, null),
        ReferenceImages = Black(references.shape[0]),
        FeaturesOfReferences = new ExtractedFeatures(references, null),
    };

    public static MeasuredSamples Logits(Tensor logits, Tensor labels) => new(Black(logits.shape[0])) { Features = new ExtractedFeatures(logits, logits), Labels = labels };

    private static Tensor Black(long count) => full([count, 1, 2, 2], -1, dtype: ScalarType.Float32, device: CPU);
}
