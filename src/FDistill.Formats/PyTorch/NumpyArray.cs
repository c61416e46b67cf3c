using FDistill.Formats.Pickles;

namespace FDistill.Formats.PyTorch;

/// <summary>A <c>numpy.ndarray</c>: its numbers are bytes of the pickle.</summary>
internal sealed class NumpyArray : IPickleState
{
    /// <summary>The array as a tensor.</summary>
    public StoredTensor? Tensor { get; private set; }

    /// <inheritdoc/>
    /// <remarks>The state: version, shape, dtype, whether the first index runs fastest, bytes.</remarks>
    public void SetState(object? state)
    {
        var parts = PickleValues.Sequence(state);
        var shape = PickleValues.Wholes(parts.Argument(1));
        if (parts.Argument(2) is not NumpyType type || parts.Argument(4) is not PickleBytes { File: not null } bytes || parts.Argument(3) is not bool columnsFirst)
            throw new FormatException("a NumPy array that is not made of a type and bytes; save it as a tensor");
        var storage = new TensorStorage(type.Type, bytes.Length / TorchTypes.Bytes(type.Type)) { Start = bytes.Start };
        Tensor = new StoredTensor(storage, 0, shape, Strides(shape, columnsFirst));
    }

    private static long[] Strides(long[] shape, bool columnsFirst)
    {
        var strides = new long[shape.Length];
        long next = 1;
        foreach (var dimension in columnsFirst ? Enumerable.Range(0, shape.Length) : Enumerable.Range(0, shape.Length).Reverse())
        {
            strides[dimension] = next;
            next *= Math.Max(1, shape[dimension]);
        }
        return strides;
    }
}
