using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Folders;

/// <summary>The tensors of a file under the names and shapes that a network has today.</summary>
/// <param name="entries">What the file holds.</param>
/// <param name="read">Reads a tensor of the file.</param>
internal sealed class AdaptedTensors(IEnumerable<TensorEntry> entries, Func<string, Tensor> read) : ITensorSource
{
    private readonly Dictionary<string, (TensorEntry Entry, Func<Tensor> Read)> tensors =
        entries.ToDictionary(entry => entry.Name, entry => (entry, (Func<Tensor>)(() => read(entry.Name))));

    /// <summary>The tensors of a file.</summary>
    /// <param name="file">The file; disposed by its owner.</param>
    public AdaptedTensors(WeightFile file) : this(file.Entries, file.Read)
    {
    }

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
    public AdaptedTensors Rename(string name, string newName, params long[] shape) => Replace(name, (newName, shape, tensor => tensor.reshape(shape)));

    /// <summary>Puts others in a tensor's place, which are made of it.</summary>
    public AdaptedTensors Replace(string name, params (string Name, long[] Shape, Func<Tensor, Tensor> Of)[] parts)
    {
        tensors.Remove(name, out var found);
        foreach (var part in parts) tensors[part.Name] = (new TensorEntry(part.Name, found.Entry.Type, part.Shape), () => part.Of(found.Read()));
        return this;
    }

    /// <summary>Puts one in the place of several that it is made of, one below the other;
    /// names that the file does not have are left to whoever checks the result.</summary>
    public AdaptedTensors Join(string newName, params string[] names)
    {
        if (!names.All(tensors.ContainsKey)) return this;
        var parts = names.Select(name => tensors[name]).ToList();
        foreach (var name in names) tensors.Remove(name);
        long[] shape = [parts.Sum(part => part.Entry.Shape[0]), .. parts[0].Entry.Shape.Skip(1)];
        tensors[newName] = (new TensorEntry(newName, parts[0].Entry.Type, shape), () => cat([.. parts.Select(part => part.Read())], dim: 0));
        return this;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
