using FDistill.Metrics;

namespace FDistill.Engine.Evaluation;

/// <summary>The features of a set of images, on the CPU and outside every dispose scope.</summary>
internal sealed record FeatureSet(ExtractedFeatures Value) : IDisposable
{
    public void Dispose()
    {
        Value.Features.Dispose();
        Value.Logits?.Dispose();
    }
}
