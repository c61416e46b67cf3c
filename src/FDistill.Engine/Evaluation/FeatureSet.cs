using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation;

/// <summary>The features of a set of images, on the CPU and outside every dispose scope.</summary>
internal sealed record FeatureSet(ExtractedFeatures Value) : IDisposable
{
    /// <summary>Extracts features batch by batch.</summary>
    /// <param name="extractor">The extractor.</param>
    /// <param name="batches">Images [n, C, H, W] float32 in [−1, 1]; disposed by this method's scope where they were made while it ran.</param>
    public static FeatureSet Of(IFeatureExtractor extractor, IEnumerable<Tensor> batches)
    {
        using var scope = NewDisposeScope();
        var features = new List<Tensor>();
        var logits = new List<Tensor>();
        foreach (var images in batches)
        {
            var extracted = extractor.Extract(images);
            features.Add(extracted.Features.cpu());
            if (extracted.Logits is { } some) logits.Add(some.cpu());
        }
        return new FeatureSet(new ExtractedFeatures(
            cat(features, 0).DetachFromDisposeScope(),
            logits.Count == 0 ? null : cat(logits, 0).DetachFromDisposeScope()));
    }

    public void Dispose()
    {
        Value.Features.Dispose();
        Value.Logits?.Dispose();
    }
}
