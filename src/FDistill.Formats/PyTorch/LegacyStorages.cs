using FDistill.Formats.Pickles;
using static TorchSharp.torch;

namespace FDistill.Formats.PyTorch;

/// <summary>Storages that follow their pickles, in an order that the file states at the end.</summary>
internal sealed class LegacyStorages : ITorchStorages
{
    private readonly Dictionary<string, TensorStorage> named = [];

    /// <summary>The storages that the pickles named.</summary>
    public IReadOnlyDictionary<string, TensorStorage> All => named;

    /// <inheritdoc/>
    public TensorStorage Named(string key, ScalarType type, long count)
    {
        if (!named.TryGetValue(key, out var storage)) named.Add(key, storage = new TensorStorage(type, count));
        return storage.Type == type && storage.Count == count ? storage : throw new FormatException($"storage '{key}' is described in two ways");
    }

    /// <inheritdoc/>
    public TensorStorage Within(PickleBytes bytes) => throw new FormatException("a storage within the pickle of a storage");
}
