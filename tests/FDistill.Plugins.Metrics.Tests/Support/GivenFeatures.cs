using FDistill.Datasets;
using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests.Support;

/// <summary>A context of features that the test gives.</summary>
internal sealed class GivenFeatures(Tensor samples, Tensor references, Tensor? logits = null, Tensor? labels = null, ISampleGenerator? generator = null) : MetricContext
{
    public override long Count => samples.shape[0];

    public override ExtractedFeatures SampleFeatures => new(samples, logits);

    public override ExtractedFeatures ReferenceFeatures => new(references, null);

    public override ISampleGenerator? Generator => generator;

    public override Tensor? RequestedLabels => labels;

    public override IEnumerable<DataBatch> Samples() => [];

    public override IEnumerable<DataBatch> References() => [];
}
