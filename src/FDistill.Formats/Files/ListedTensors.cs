using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Formats.Files;

/// <summary>Tensors in memory, on their way into a file.</summary>
internal sealed class ListedTensors : ITensorSource
{
    private readonly Dictionary<string, Tensor> byName = [];

    /// <summary>Lists them.</summary>
    /// <param name="tensors">Names and tensors; they stay their owner's.</param>
    /// <exception cref="ArgumentException">Two have one name.</exception>
    public ListedTensors(IReadOnlyList<KeyValuePair<string, Tensor>> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        foreach (var (name, tensor) in tensors)
            if (!byName.TryAdd(name, tensor)) throw new ArgumentException($"two tensors are named '{name}'", nameof(tensors));
        Entries = [.. tensors.Select(pair => new TensorEntry(pair.Key, pair.Value.dtype, pair.Value.shape))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<TensorEntry> Entries { get; }

    /// <inheritdoc/>
    public Tensor Read(string name) => byName[name].alias();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
