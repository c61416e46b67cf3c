using FDistill.Formats.Pickles;
using static TorchSharp.torch;

namespace FDistill.Formats.PyTorch;

/// <summary>Storages that lie in the pickle itself, each as the bytes
/// of a small legacy file: so EDM's pickles have them.</summary>
internal sealed class PickledStorages : ITorchStorages
{
    private readonly Dictionary<PickleBytes, TensorStorage> known = [];

    /// <inheritdoc/>
    public TensorStorage Named(string key, ScalarType type, long count) => throw new FormatException("a persistent id; a plain pickle has none");

    /// <inheritdoc/>
    public TensorStorage Within(PickleBytes bytes)
    {
        if (!known.TryGetValue(bytes, out var storage)) known.Add(bytes, storage = Read(bytes));
        return storage;
    }

    private static TensorStorage Read(PickleBytes bytes) =>
        bytes.File is { } file && TorchLegacy.Read(file, bytes.Start, bytes.Length) is TensorStorage storage ? storage : throw new FormatException("bytes that hold no storage");
}
