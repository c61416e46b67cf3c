using static TorchSharp.torch;

namespace FDistill.Runs;

/// <summary>What a file says of one of its tensors.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its dtype.</param>
/// <param name="Shape">Its sizes.</param>
public sealed record TensorEntry(string Name, ScalarType Type, IReadOnlyList<long> Shape)
{
    /// <summary>How many numbers it holds.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}
