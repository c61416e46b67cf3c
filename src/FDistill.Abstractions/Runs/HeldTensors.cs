using static TorchSharp.torch;

namespace FDistill.Runs;

/// <summary>Tensors that are in memory already.</summary>
/// <param name="tensors">Names and tensors; they stay their owner's.</param>
internal sealed class HeldTensors(IReadOnlyDictionary<string, Tensor> tensors) : ITensorSource
{
    /// <inheritdoc/>
    public IReadOnlyList<TensorEntry> Entries { get; } = [.. tensors.Select(pair => new TensorEntry(pair.Key, pair.Value.dtype, pair.Value.shape))];

    /// <inheritdoc/>
    public Tensor Read(string name) => tensors[name].alias();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
