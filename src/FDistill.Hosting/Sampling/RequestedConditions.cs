using FDistill.Datasets;
using FDistill.Teachers;
using TorchSharp;

namespace FDistill.Hosting.Sampling;

/// <summary>What the samples of a request are conditioned on.</summary>
internal sealed class RequestedConditions
{
    private readonly IConditionEncoder encoder;
    private readonly SampleRequest request;

    /// <summary>Checks that the model takes what it is asked by.</summary>
    /// <param name="encoder">The model's.</param>
    /// <param name="request">Which samples are wanted.</param>
    /// <exception cref="UserException">The model takes other conditions; the message says which.</exception>
    public RequestedConditions(IConditionEncoder encoder, SampleRequest request)
    {
        (this.encoder, this.request) = (encoder, request);
        var takesTexts = encoder.Kind == ConditionKinds.Caption;
        if (request.Texts.Count > 0 && !takesTexts)
            throw new UserException($"--prompt: this model takes no texts{(encoder.Labels > 0 ? $", but labels: --labels 0-{encoder.Labels - 1}" : "")}.");
        if (request.Labels.Count > 0 && encoder.Labels == 0)
            throw new UserException(takesTexts ? "--labels: this model has no labels; it makes images of texts: --prompt \"...\" or --prompts FILE." : "--labels: this model has no labels.");
        if (request.Texts.Count == 0 && takesTexts)
            throw new UserException("This model makes images of texts: say which with --prompt \"...\", or with --prompts and a file of one text a line.");
        foreach (var label in request.Labels)
            if (label < 0 || label >= encoder.Labels)
                throw new UserException($"--labels: found {label}, but this model's labels are 0 to {encoder.Labels - 1}.");
    }

    /// <summary>The condition of some samples.</summary>
    /// <param name="first">The first sample.</param>
    /// <param name="seeds">Their seeds.</param>
    /// <returns>Null for a model without conditions.</returns>
    public Condition? Of(int first, long[] seeds) => encoder.Encode(new DataBatch
    {
        Count = seeds.Length,
        Captions = request.Texts.Count > 0 ? [.. request.Texts.Skip(first).Take(seeds.Length)] : null,
        Labels = encoder.Labels > 0 ? torch.tensor(Labels(first, seeds).ToArray(), dtype: torch.ScalarType.Int64, device: torch.CPU) : null,
    });

    private IEnumerable<long> Labels(int first, long[] seeds) => request.Labels.Count > 0
        ? seeds.Select((_, place) => request.Labels[(first + place) % request.Labels.Count])
        : seeds.Select(seed => ((seed % encoder.Labels) + encoder.Labels) % encoder.Labels);
}
