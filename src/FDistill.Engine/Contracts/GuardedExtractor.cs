using FDistill.Metrics;
using FDistill.Plugins;
using static TorchSharp.torch;

namespace FDistill.Engine.Contracts;

/// <summary>An extractor whose features and logits are rows, one for each image.</summary>
/// <param name="inner">The extractor; it stays its owner's.</param>
internal sealed class GuardedExtractor(IFeatureExtractor inner) : IFeatureExtractor, IDecorator
{
    /// <inheritdoc/>
    public object Inner => inner;

    /// <inheritdoc/>
    public bool BringsToOneSize => inner.BringsToOneSize;

    /// <inheritdoc/>
    public ExtractedFeatures Extract(Tensor images)
    {
        var (contract, count) = (new Contract(inner, "IFeatureExtractor.Extract"), images.shape[0]);
        var extracted = inner.Extract(images);
        contract.LeftAlone(images, "the images");
        var found = contract.Present(extracted, "features");
        CheckRows(contract, contract.Present(found.Features, "features"), "features", count);
        if (found.Logits is { } logits) CheckRows(contract, logits, "logits", count);
        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private static void CheckRows(Contract contract, Tensor rows, string what, long count)
    {
        if (rows.IsInvalid || rows.dim() != 2 || rows.shape[0] != count)
            throw contract.Broken(rows.IsInvalid ? $"it returned {what}, disposed already" : $"it returned {what} of shape {Contract.Shape(rows.shape)} for {count} images; a row for each was expected");
        contract.Typed(rows, what, ScalarType.Float32);
    }
}
