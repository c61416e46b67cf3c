using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace FDistill.Formats.Npy;

/// <summary>Reads and writes <c>.npy</c> arrays of floating numbers.</summary>
internal static class NpyArray
{
    private const string Double = "<f8", Single = "<f4";

    /// <summary>Reads an array.</summary>
    /// <param name="bytes">The file's content.</param>
    /// <returns>float64 on the CPU, in the caller's dispose scope.</returns>
    /// <exception cref="InvalidDataException">It is no such array; the message says what is wrong.</exception>
    public static Tensor Read(byte[] bytes)
    {
        var header = NpyHeader.Read(bytes, out var start);
        var size = header.Type switch
        {
            Double => sizeof(double),
            Single => sizeof(float),
            var other => throw new InvalidDataException($"its numbers are of the type '{other}', expected '{Double}' or '{Single}'"),
        };
        var expected = header.Shape.Aggregate((Int128)size, (product, length) => product * length);
        if (expected != bytes.Length - start)
            throw new InvalidDataException($"{bytes.Length - start} bytes follow its header, expected {expected} for the shape ({string.Join(", ", header.Shape)})");

        using var scope = NewDisposeScope();
        var data = bytes.AsSpan(start);
        var numbers = header.Type == Double
            ? tensor(MemoryMarshal.Cast<byte, double>(data).ToArray(), dtype: ScalarType.Float64, device: CPU)
            : tensor(MemoryMarshal.Cast<byte, float>(data).ToArray(), dtype: ScalarType.Float32, device: CPU).to_type(ScalarType.Float64);
        var shaped = header.IsColumnMajor
            ? numbers.view([.. header.Shape.Reverse()]).permute([.. Enumerable.Range(0, header.Shape.Count).Reverse().Select(dimension => (long)dimension)]).contiguous()
            : numbers.view([.. header.Shape]);
        return shaped.MoveToOuterDisposeScope();
    }

    /// <summary>Writes an array.</summary>
    /// <param name="array">float64 on the CPU.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(Tensor array, Stream stream)
    {
        stream.Write(new NpyHeader(Double, IsColumnMajor: false, array.shape).ToBytes());
        using var contiguous = array.contiguous();
        stream.Write(MemoryMarshal.AsBytes<double>(contiguous.data<double>().ToArray()));
    }
}
