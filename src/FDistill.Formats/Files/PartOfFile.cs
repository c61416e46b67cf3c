using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Formats.Files;

/// <summary>The tensors of a file whose names begin with a prefix, named without it.</summary>
/// <param name="file">The file; it stays its owner's.</param>
/// <param name="prefix">The prefix.</param>
internal sealed class PartOfFile(WeightFile file, string prefix) : ITensorSource
{
    /// <inheritdoc/>
    public IReadOnlyList<TensorEntry> Entries { get; } =
        [.. file.Entries.Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(tensor => tensor with { Name = tensor.Name[prefix.Length..] })];

    /// <inheritdoc/>
    public Tensor Read(string name) => file.Read(prefix + name);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
