using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Folders;

/// <summary>The tensors of a file under the names and shapes that a network has today.</summary>
/// <param name="file">The file; disposed by its owner.</param>
internal sealed class AdaptedTensors(WeightFile file) : ITensorSource
{
    private readonly Dictionary<string, (TensorEntry Entry, Func<Tensor> Read)> tensors =
        file.Entries.ToDictionary(entry => entry.Name, entry => (entry, (Func<Tensor>)(() => file.Read(entry.Name))));

    /// <inheritdoc/>
    public IReadOnlyList<TensorEntry> Entries => [.. tensors.Values.Select(tensor => tensor.Entry)];

    /// <inheritdoc/>
    public Tensor Read(string name) => tensors[name].Read();

    /// <summary>Adds a tensor that the file leaves out.</summary>
    public AdaptedTensors WithDefault(string name, Tensor tensor)
    {
        tensors.TryAdd(name, (new TensorEntry(name, tensor.dtype, tensor.shape), tensor.alias));
        return this;
    }

    /// <summary>Gives a tensor another name, and another shape of as many elements.</summary>
    public AdaptedTensors Rename(string name, string newName, params long[] shape)
    {
        tensors.Remove(name, out var found);
        tensors[newName] = (found.Entry with { Name = newName, Shape = shape }, () => found.Read().reshape(shape));
        return this;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
