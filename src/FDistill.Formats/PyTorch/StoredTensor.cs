using static TorchSharp.torch;

namespace FDistill.Formats.PyTorch;

/// <summary>A tensor of a file that has not been read: a view of a storage.</summary>
/// <param name="Storage">Its numbers, and perhaps others.</param>
/// <param name="Offset">Which of them is its first.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Strides">How many numbers lie between neighbours, in each dimension.</param>
internal sealed record StoredTensor(TensorStorage Storage, long Offset, IReadOnlyList<long> Shape, IReadOnlyList<long> Strides)
{
    /// <summary>Its dtype.</summary>
    public ScalarType Type => Storage.Type;

    /// <summary>How many numbers of the storage it reaches over, from the first to the last.</summary>
    public long Reach { get; } = ReachOf(Storage, Offset, Shape, Strides);

    private static long ReachOf(TensorStorage storage, long offset, IReadOnlyList<long> shape, IReadOnlyList<long> strides)
    {
        if (shape.Count != strides.Count || shape.Concat(strides).Append(offset).Any(number => number < 0))
            throw new FormatException($"a tensor of shape {Text(shape)}, strides {Text(strides)}, offset {offset} makes no sense");
        try
        {
            // Counted for its overflow: an expanded tensor (stride
            // 0) may have more entries than its storage has numbers.
            _ = checked(shape.Aggregate(1L, (product, size) => checked(product * size)) * TorchTypes.Bytes(storage.Type));
            var reach = shape.Contains(0) ? 0 : checked(1 + shape.Zip(strides, (size, stride) => checked((size - 1) * stride)).Aggregate(0L, (sum, part) => checked(sum + part)));
            if (reach > storage.Count - offset && reach > 0)
                throw new FormatException($"a tensor of shape {Text(shape)}, strides {Text(strides)}, offset {offset} reaches beyond the {storage.Count} numbers of its storage");
            return reach;
        }
        catch (OverflowException)
        {
            throw new FormatException($"a tensor of shape {Text(shape)}, strides {Text(strides)} is too large");
        }
    }

    private static string Text(IEnumerable<long> numbers) => $"[{string.Join(", ", numbers)}]";
}
