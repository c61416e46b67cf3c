using FDistill.Formats.Files;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Formats.PyTorch;

/// <summary>The tensors of a PyTorch file, which are views of storages. A
/// storage that several tensors look at is read once, and kept.</summary>
internal sealed class TorchTensors : ITensorSource
{
    private readonly ReadableFile file;
    private readonly Dictionary<string, StoredTensor> tensors;
    private readonly HashSet<TensorStorage> shared;
    private readonly Dictionary<TensorStorage, Tensor> kept = [];

    /// <summary>The tensors found in a file.</summary>
    /// <param name="file">The file; disposed with this.</param>
    /// <param name="found">Names and tensors.</param>
    /// <exception cref="InvalidDataException">Two have the same name.</exception>
    public TorchTensors(ReadableFile file, IReadOnlyList<KeyValuePair<string, StoredTensor>> found)
    {
        this.file = file;
        tensors = [];
        foreach (var (name, tensor) in found)
            if (!tensors.TryAdd(name, tensor)) throw new InvalidDataException($"'{file.Path}' has two tensors whose path is '{name}'");
        Entries = [.. found.Select(pair => new TensorEntry(pair.Key, pair.Value.Type, pair.Value.Shape))];
        shared = [.. found.GroupBy(pair => pair.Value.Storage).Where(group => group.Count() > 1).Select(group => group.Key)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<TensorEntry> Entries { get; }

    /// <inheritdoc/>
    public Tensor Read(string name)
    {
        using var scope = NewDisposeScope();
        var tensor = tensors[name];
        var (numbers, offset) = shared.Contains(tensor.Storage)
            ? (Kept(tensor.Storage), tensor.Offset)
            : (file.ReadNumbers(tensor.Type, tensor.Storage.Start!.Value + (tensor.Offset * TorchTypes.Bytes(tensor.Type)), tensor.Reach), 0);
        return numbers.as_strided([.. tensor.Shape], [.. tensor.Strides], offset).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var numbers in kept.Values) numbers.Dispose();
        file.Dispose();
    }

    private Tensor Kept(TensorStorage storage)
    {
        if (!kept.TryGetValue(storage, out var numbers)) kept.Add(storage, numbers = file.ReadNumbers(storage.Type, storage.Start!.Value, storage.Count).DetachFromDisposeScope());
        return numbers;
    }
}
