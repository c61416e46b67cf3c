using FDistill.Datasets;
using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation;

/// <summary>What the metrics of one evaluation see.</summary>
internal sealed class EvaluationContext(
    ISampleSource samples, FeatureSet? features, EvaluationParts parts, EvaluationReferences references, EvaluationOptions options, CancellationToken cancel)
    : MetricContext, IDisposable
{
    private readonly Tensor? labels = samples.Labels()?.DetachFromDisposeScope();

    public override long Count => samples.Count;

    public override ExtractedFeatures SampleFeatures => features?.Value ?? throw new InvalidOperationException(
        "it needs features, but the run file names no extractor: add evaluation.extractor");

    public override ExtractedFeatures ReferenceFeatures => references.Features(cancel);

    public override FeatureStatistics ReferenceStatistics
    {
        get
        {
            var statistics = references.Statistics(cancel);
            var (found, expected) = (statistics.Mean.shape[0], SampleFeatures.Features.shape[1]);
            return found == expected ? statistics : throw new InvalidDataException(
                $"'{options.ReferenceStatistics}' holds the statistics of {found} features, and the extractor gives {expected}: they are of different extractors.");
        }
    }

    public override ISampleGenerator? Generator => samples.Generator;

    public override Tensor? RequestedLabels => labels;

    public override IReadOnlyList<string>? RequestedCaptions => samples.Captions();

    public override IEnumerable<DataBatch> Samples() => Pass(samples.Open());

    public override IEnumerable<DataBatch> References() => parts.Reference is { } reference ? Pass(reference.Open(new DataRequest { Batch = options.Batch })) : [];

    public void Dispose() => labels?.Dispose();

    private static IEnumerable<DataBatch> Pass(IDataStream stream)
    {
        using (stream)
            while (stream.Next() is { } records)
                yield return records;
    }
}
