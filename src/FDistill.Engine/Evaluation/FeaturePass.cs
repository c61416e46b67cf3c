using FDistill.Datasets;
using FDistill.Engine.Contracts;
using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation;

/// <summary>A pass of a feature extractor over images.</summary>
/// <param name="extractor">The extractor.</param>
/// <param name="report">Receives how many images are done.</param>
/// <param name="cancel">Ends the pass early.</param>
public sealed class FeaturePass(IFeatureExtractor extractor, Action<long> report, CancellationToken cancel)
{
    private readonly IFeatureExtractor extractor = Guards.Around(extractor);

    /// <summary>Extracts all features.</summary>
    /// <param name="images">The images.</param>
    /// <param name="count">How many there are; null where that is not known.</param>
    /// <param name="also">Is shown the batches as well, each with how many images came before it.</param>
    /// <exception cref="InvalidDataException">There are no images, or some of the features are not finite.</exception>
    internal FeatureSet Collect(IDataStream images, long? count, Action<DataBatch, long>? also = null)
    {
        using var features = new GrowingRows(count);
        using var logits = new GrowingRows(count);
        Over(images, extracted =>
        {
            features.Add(extracted.Features.cpu());
            if (extracted.Logits is { } some) logits.Add(some.cpu());
        }, also);
        return new FeatureSet(new ExtractedFeatures(features.Take() ?? throw new InvalidDataException("There are no images to measure."), logits.Take()));
    }

    /// <summary>Fits a Gaussian to the features, which are not kept.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="batch">How many are read at once.</param>
    /// <param name="count">How many there were.</param>
    /// <returns>Its tensors belong to the caller's dispose scope.</returns>
    /// <exception cref="InvalidDataException">There are fewer than two
    /// images, or some of the features are not finite.</exception>
    /// <exception cref="BrokenContractException">The dataset or
    /// the extractor broke a clause of its contract.</exception>
    public FeatureStatistics Fit(IDataset dataset, int batch, out long count)
    {
        using var images = Guards.Around(dataset).Open(new DataRequest { Batch = batch });
        using var moments = new FeatureMoments();
        Over(images, extracted => moments.Add(extracted.Features.cpu()));
        count = images.Position;
        return moments.Fit();
    }

    private void Over(IDataStream images, Action<ExtractedFeatures> use, Action<DataBatch, long>? also = null) =>
        new ImagePass(report, cancel).Over(images, (records, before) =>
        {
            var extracted = Extract(records.Images!);
            if (!extracted.Features.isfinite().all().item<bool>())
                throw new InvalidDataException($"Of the images {before} to {before + records.Count - 1}, some features are NaN or infinite: look for images that are not finite, or a damaged extractor.");
            use(extracted);
            also?.Invoke(records, before);
        });

    /// <summary>By its contract an extractor refuses images of a
    /// shape that it does not see by this exception.</summary>
    private ExtractedFeatures Extract(Tensor images)
    {
        try
        {
            return extractor.Extract(images);
        }
        catch (InvalidOperationException refusal)
        {
            throw new InvalidDataException(refusal.Message, refusal);
        }
    }
}
