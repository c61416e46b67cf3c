using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm;

/// <summary>The tensors of one of a file's networks, by their names in the network.</summary>
/// <param name="file">The file; disposed with this.</param>
/// <param name="prefix">What stands before the names in the file.</param>
internal sealed class NetworkTensors(WeightFile file, string prefix) : ITensorSource
{
    /// <inheritdoc/>
    public IReadOnlyList<TensorEntry> Entries { get; } =
        [.. file.Entries.Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(entry => entry with { Name = entry.Name[prefix.Length..] })];

    /// <inheritdoc/>
    public Tensor Read(string name) => file.Read(prefix + name);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
