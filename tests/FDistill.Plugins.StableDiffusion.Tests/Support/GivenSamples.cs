using FDistill.Datasets;
using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Support;

/// <summary>Samples that the test gives, and a generator that repeats them.</summary>
internal sealed class GivenSamples(Tensor images, IReadOnlyList<string>? captions = null, Tensor? labels = null, bool generates = false) : MetricContext, ISampleGenerator
{
    /// <summary>What the generator was asked for.</summary>
    public List<string> Asked { get; } = [];

    public override long Count => images.shape[0];

    public override ISampleGenerator? Generator => generates ? this : null;

    public override Tensor? RequestedLabels => labels;

    public override IReadOnlyList<string>? RequestedCaptions => captions;

    public override ExtractedFeatures SampleFeatures => throw new NotSupportedException();

    public override ExtractedFeatures ReferenceFeatures => throw new NotSupportedException();

    public bool TakesCaptions => true;

    public bool HasDecoder => false;

    /// <summary>Batches of two.</summary>
    public override IEnumerable<DataBatch> Samples()
    {
        for (var first = 0; first < Count; first += 2)
        {
            var some = (int)Math.Min(2, Count - first);
            yield return new DataBatch { Count = some, Images = images.narrow(0, first, some), Captions = captions is null ? null : [.. captions.Skip(first).Take(some)], Labels = labels?.narrow(0, first, some) };
        }
    }

    public override IEnumerable<DataBatch> References() => [];

    public IEnumerable<DataBatch> Draw(IReadOnlyList<string> captions)
    {
        Asked.AddRange(captions);
        return captions.Select((caption, number) => new DataBatch { Count = 1, Images = images.narrow(0, number % Count, 1), Captions = [caption] });
    }

    public GeneratorInput Prepare(long first, int count) => throw new NotSupportedException();

    public Tensor Sample(GeneratorInput input) => throw new NotSupportedException();

    public Tensor Decode(Tensor samples) => throw new NotSupportedException();
}
