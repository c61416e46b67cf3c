using FDistill.Datasets;
using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Testing.Metrics;

/// <summary>Samples given by hand, for a metric to measure.</summary>
/// <param name="images">[N, C, H, W] float32 in [−1, 1].</param>
public sealed class MeasuredSamples(Tensor images) : MetricContext
{
    private const int Batch = 3;

    /// <summary>[N, C, H, W].</summary>
    public Tensor Images => images;

    /// <summary>The references' images: [M, C, H, W]; null: none.</summary>
    public Tensor? ReferenceImages { get; init; }

    /// <summary>The labels asked for: [N] int64.</summary>
    public Tensor? Labels { get; init; }

    /// <summary>The captions asked for.</summary>
    public IReadOnlyList<string>? Captions { get; init; }

    /// <summary>The samples' features and logits.</summary>
    public ExtractedFeatures? Features { get; init; }

    /// <summary>The references' features and logits.</summary>
    public ExtractedFeatures? FeaturesOfReferences { get; init; }

    /// <inheritdoc/>
    public override long Count => images.shape[0];

    /// <inheritdoc/>
    public override ExtractedFeatures SampleFeatures => Features ?? throw new InvalidOperationException("There is no feature extractor.");

    /// <inheritdoc/>
    public override ExtractedFeatures ReferenceFeatures => FeaturesOfReferences ?? throw new InvalidOperationException("There are no references.");

    /// <inheritdoc/>
    public override Tensor? RequestedLabels => Labels;

    /// <inheritdoc/>
    public override IEnumerable<DataBatch> Samples()
    {
        for (var start = 0; start < Count; start += Batch)
        {
            var count = Math.Min(Batch, Count - start);
            yield return new DataBatch
            {
                Count = count,
                Images = images.narrow(0, start, count),
                Labels = Labels?.narrow(0, start, count),
                Captions = Captions is null ? null : [.. Captions.Skip(start).Take((int)count)],
            };
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<DataBatch> References() => ReferenceImages is { } references ? [new DataBatch { Count = references.shape[0], Images = references }] : [];

    /// <summary>The same samples, the last one first.</summary>
    internal MeasuredSamples Reversed()
    {
        var order = arange(Count - 1, -1, -1, dtype: ScalarType.Int64, device: CPU);
        Tensor? Permute(Tensor? values) => values?.index_select(0, order);
        return new MeasuredSamples(Permute(images)!)
        {
            Labels = Permute(Labels),
            Captions = Captions is null ? null : [.. order.data<long>().ToArray().Select(n => Captions[(int)n])],
            Features = Features is null ? null : new ExtractedFeatures(Permute(Features.Features)!, Permute(Features.Logits)),
            ReferenceImages = ReferenceImages,
            FeaturesOfReferences = FeaturesOfReferences,
        };
    }

    /// <summary>The same samples without something that a metric may need.</summary>
    internal MeasuredSamples Without(MetricNeeds need) => new(images)
    {
        Labels = need == MetricNeeds.Labels ? null : Labels,
        Captions = need == MetricNeeds.Captions ? null : Captions,
        Features = need == MetricNeeds.Features ? null : Features,
        ReferenceImages = need is MetricNeeds.References or MetricNeeds.ReferenceStatistics ? null : ReferenceImages,
        FeaturesOfReferences = need is MetricNeeds.References or MetricNeeds.ReferenceStatistics or MetricNeeds.Features ? null : FeaturesOfReferences,
    };
}
