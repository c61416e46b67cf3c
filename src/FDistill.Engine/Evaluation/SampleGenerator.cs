using FDistill.Datasets;
using FDistill.Metrics;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation;

/// <summary>Makes samples for metrics that ask for their own.</summary>
/// <param name="sampler">The sampler that is measured.</param>
/// <param name="requested">The noise and the labels or captions that it is given.</param>
/// <param name="batch">Samples drawn at once.</param>
internal sealed class SampleGenerator(ISampler sampler, RequestedSamples requested, int batch) : ISampleGenerator
{
    public bool TakesCaptions => requested.TakesCaptions;

    public bool HasDecoder => requested.HasDecoder;

    public IEnumerable<DataBatch> Draw(IReadOnlyList<string> captions)
    {
        for (var first = 0; first < captions.Count; first += batch)
            yield return Draw(first, [.. captions.Skip(first).Take(batch)]);
    }

    public GeneratorInput Prepare(long first, int count) => new(requested.Noise(first, count), requested.Condition(first, count));

    public Tensor Sample(GeneratorInput input) => sampler.Sample(input.Noise, input.Condition);

    public Tensor Decode(Tensor samples) => requested.Decode(samples);

    private DataBatch Draw(int first, IReadOnlyList<string> captions)
    {
        using var scope = NewDisposeScope();
        var samples = sampler.Sample(requested.Noise(first, captions.Count), requested.ConditionOf(captions));
        return new DataBatch { Count = captions.Count, Images = requested.ToImages(samples).MoveToOuterDisposeScope(), Captions = captions };
    }
}
