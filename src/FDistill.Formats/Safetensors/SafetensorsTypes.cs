using static TorchSharp.torch;

namespace FDistill.Formats.Safetensors;

/// <summary>The dtypes of the safetensors format that have a counterpart here.</summary>
internal static class SafetensorsTypes
{
    private static readonly (string Name, ScalarType Type, int Bytes)[] Known =
    [
        ("F64", ScalarType.Float64, 8),
        ("F32", ScalarType.Float32, 4),
        ("F16", ScalarType.Float16, 2),
        ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8),
        ("I32", ScalarType.Int32, 4),
        ("I16", ScalarType.Int16, 2),
        ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1),
        ("BOOL", ScalarType.Bool, 1),
    ];

    /// <summary>All names, for errors.</summary>
    public static string Names => string.Join(", ", Known.Select(known => known.Name));

    /// <summary>The format's name of a dtype; null where it has none.</summary>
    public static string? NameOf(ScalarType type) => Known.FirstOrDefault(known => known.Type == type).Name;

    /// <summary>The dtype of a name and its size in bytes; null where it is not known.</summary>
    public static (ScalarType Type, int Bytes)? Find(string name) =>
        Known.FirstOrDefault(known => known.Name == name) is { Name: not null } found ? (found.Type, found.Bytes) : null;
}
