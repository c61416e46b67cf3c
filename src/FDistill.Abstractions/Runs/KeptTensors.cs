using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace FDistill.Runs;

/// <summary>The tensors of a source by name: each is read when it
/// is first asked for, and kept until this is disposed.</summary>
/// <param name="source">Where they are read.</param>
internal sealed class KeptTensors(ITensorSource source) : IReadOnlyDictionary<string, Tensor>, IDisposable
{
    private readonly HashSet<string> names = [.. source.Entries.Select(entry => entry.Name)];
    private readonly Dictionary<string, Tensor> kept = [];

    /// <inheritdoc/>
    public int Count => source.Entries.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => source.Entries.Select(entry => entry.Name);

    /// <inheritdoc/>
    public IEnumerable<Tensor> Values => Keys.Select(Kept);

    /// <inheritdoc/>
    public Tensor this[string key] => TryGetValue(key, out var tensor) ? tensor : throw new KeyNotFoundException($"there is no tensor '{key}'");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => names.Contains(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Tensor value)
    {
        value = names.Contains(key) ? Kept(key) : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Tensor>> GetEnumerator() => Keys.Select(name => KeyValuePair.Create(name, Kept(name))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in kept.Values) tensor.Dispose();
        kept.Clear();
    }

    private Tensor Kept(string name)
    {
        if (!kept.TryGetValue(name, out var tensor)) kept.Add(name, tensor = source.Read(name).DetachFromDisposeScope());
        return tensor;
    }
}
