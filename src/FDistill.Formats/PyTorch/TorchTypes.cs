using static TorchSharp.torch;

namespace FDistill.Formats.PyTorch;

/// <summary>PyTorch's and NumPy's names of number types.</summary>
internal static class TorchTypes
{
    private static readonly (ScalarType Type, int Bytes, string Storage, string? Numpy)[] Known =
    [
        (ScalarType.Float64, 8, "DoubleStorage", "f8"),
        (ScalarType.Float32, 4, "FloatStorage", "f4"),
        (ScalarType.Float16, 2, "HalfStorage", "f2"),
        (ScalarType.BFloat16, 2, "BFloat16Storage", null),
        (ScalarType.Int64, 8, "LongStorage", "i8"),
        (ScalarType.Int32, 4, "IntStorage", "i4"),
        (ScalarType.Int16, 2, "ShortStorage", "i2"),
        (ScalarType.Int8, 1, "CharStorage", "i1"),
        (ScalarType.Byte, 1, "ByteStorage", "u1"),
        (ScalarType.Bool, 1, "BoolStorage", "b1"),
    ];

    /// <summary>The names of all storage classes.</summary>
    public static IEnumerable<string> Storages => Known.Select(known => known.Storage);

    /// <summary>The size of one number.</summary>
    public static int Bytes(ScalarType type) => Known.First(known => known.Type == type).Bytes;

    /// <summary>The storage class of a type; null where it has none here.</summary>
    public static string? StorageOf(ScalarType type) => Known.FirstOrDefault(known => known.Type == type).Storage;

    /// <summary>The type of a storage class.</summary>
    public static ScalarType OfStorage(string name) => Known.First(known => known.Storage == name).Type;

    /// <summary>The type of a NumPy code such as <c>f4</c>; null where it is not known.</summary>
    public static ScalarType? OfNumpy(string code) =>
        Known.FirstOrDefault(known => known.Numpy == code) is { Bytes: > 0 } found ? found.Type : null;
}
