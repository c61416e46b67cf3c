using TorchSharp;

namespace FDistill.Hosting.Sampling.Output;

/// <summary>Writes the same samples to several places.</summary>
/// <param name="outputs">The places; disposed with this.</param>
internal sealed class SeveralOutputs(IReadOnlyList<ISampleOutput> outputs) : ISampleOutput
{
    /// <inheritdoc/>
    public void Add(torch.Tensor images)
    {
        foreach (var output in outputs) output.Add(images);
    }

    /// <inheritdoc/>
    public void Complete()
    {
        foreach (var output in outputs) output.Complete();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var output in outputs) output.Dispose();
    }
}
