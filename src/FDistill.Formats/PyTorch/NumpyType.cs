using System.Buffers.Binary;
using FDistill.Formats.Pickles;
using static TorchSharp.torch;

namespace FDistill.Formats.PyTorch;

/// <summary>A <c>numpy.dtype</c>.</summary>
/// <param name="code">Its code, e.g. <c>f4</c>.</param>
internal sealed class NumpyType(string code) : IPickleState
{
    /// <summary>The type of its numbers.</summary>
    /// <exception cref="FormatException">It has no counterpart here.</exception>
    public ScalarType Type => TorchTypes.OfNumpy(code) ?? throw new FormatException($"numbers of NumPy's type '{code}'");

    /// <inheritdoc/>
    /// <remarks>The state's second entry is the order of bytes.</remarks>
    public void SetState(object? state)
    {
        if (PickleValues.Text(PickleValues.Sequence(state).Argument(1)) == ">") throw new FormatException("numbers with the most significant byte first");
    }

    /// <summary>One number.</summary>
    /// <param name="bytes">Its bytes.</param>
    public object Number(PickleBytes bytes)
    {
        var number = bytes.Read(TorchTypes.Bytes(Type));
        return Type switch
        {
            ScalarType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(number),
            ScalarType.Float32 => (double)BinaryPrimitives.ReadSingleLittleEndian(number),
            ScalarType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(number),
            ScalarType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(number),
            ScalarType.Int32 => (long)BinaryPrimitives.ReadInt32LittleEndian(number),
            ScalarType.Int16 => (long)BinaryPrimitives.ReadInt16LittleEndian(number),
            ScalarType.Int8 => (long)(sbyte)number[0],
            ScalarType.Bool => number[0] != 0,
            _ => (long)number[0],
        };
    }
}
