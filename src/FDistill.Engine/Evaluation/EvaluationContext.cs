using FDistill.Datasets;
using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation;

/// <summary>What the metrics of one evaluation see.</summary>
internal sealed class EvaluationContext(GeneratedSamples samples, FeatureSet? features, EvaluationParts parts, Lazy<FeatureSet> references, int batch) : MetricContext
{
    public override long Count => samples.Images.shape[0];

    public override ExtractedFeatures SampleFeatures => features?.Value ?? throw new InvalidOperationException(
        "a metric needs features, but the run file names no extractor: add evaluation.extractor");

    public override ExtractedFeatures ReferenceFeatures => references.Value.Value;

    public override Tensor? RequestedLabels => samples.Labels;

    public override IEnumerable<DataBatch> Samples()
    {
        for (var first = 0L; first < Count; first += batch)
        {
            var count = Math.Min(batch, Count - first);
            yield return new DataBatch { Count = count, Images = samples.Images.narrow(0, first, count), Labels = samples.Labels?.narrow(0, first, count) };
        }
    }

    public override IEnumerable<DataBatch> References() => parts.Reference is { } reference ? Pass(reference, batch) : [];

    /// <summary>One pass over a dataset, in the order stored.</summary>
    public static IEnumerable<DataBatch> Pass(IDataset dataset, int batch)
    {
        using var stream = dataset.Open(new DataRequest { Batch = batch });
        while (stream.Next() is { } records) yield return records;
    }
}
