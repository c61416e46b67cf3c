using System.Text.Json;
using static TorchSharp.torch;

namespace FDistill.Parity.Recordings;

/// <summary>Reads what stands for a tensor in a checks file: a
/// name, a part of a stored tensor, numbers, or a hash.</summary>
internal static class TensorReference
{
    /// <summary>The tensor of an input.</summary>
    public static Tensor Resolve(Recording recording, JsonElement reference, string place) => reference switch
    {
        { ValueKind: JsonValueKind.String } name => recording.Tensor(name.GetString()!),
        { ValueKind: JsonValueKind.Number or JsonValueKind.Array } => Numbers(reference),
        { ValueKind: JsonValueKind.Object } when reference.TryGetProperty("tensor", out _) => Part(recording, reference, "slice"),
        { ValueKind: JsonValueKind.Object } when reference.TryGetProperty("literal", out var literal) => Numbers(literal),
        { ValueKind: JsonValueKind.Object } when reference.TryGetProperty("hash_input", out var hash) => HashedWeights.Input(hash),
        _ => throw new InvalidDataException($"{place} is {reference.GetRawText()}, expected a tensor"),
    };

    /// <summary>A part of a stored tensor.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="reference">The tensor's name, and what becomes of it.</param>
    /// <param name="slice">The key of the slice: it differs between inputs and outputs.</param>
    public static Tensor Part(Recording recording, JsonElement reference, string slice)
    {
        var stored = recording.Tensor(reference.Text("tensor"));
        if (reference.TryGetProperty(slice, out var parts)) stored = Slice(stored, parts);
        if (reference.TryGetProperty("dtype", out var type)) stored = stored.to_type(TypeOf(type.GetString()!));
        if (reference.TryGetProperty("row_scale", out var scale))
            stored = stored * Numbers(scale).to_type(ScalarType.Float32).reshape([-1, .. Enumerable.Repeat(1L, (int)stored.dim() - 1)]);
        if (reference.TryGetProperty("one_hot", out var classes))
            stored = nn.functional.one_hot(stored.to_type(ScalarType.Int64), classes.GetInt64()).to_type(ScalarType.Float32);
        return stored;
    }

    /// <summary>A part by leading dimension: [start, stop], [start, stop,
    /// step], null for all, or a number, which drops the dimension.</summary>
    public static Tensor Slice(Tensor whole, JsonElement parts) => whole[[.. parts.EnumerateArray().Select(Index)]];

    /// <summary>Numbers, in lists of any depth, in float64.</summary>
    public static Tensor Numbers(JsonElement written)
    {
        var values = new List<double>();
        var shape = new List<long>();
        for (var level = written; level.ValueKind == JsonValueKind.Array; level = level.GetArrayLength() > 0 ? level[0] : default) shape.Add(level.GetArrayLength());
        Collect(written, values);
        return tensor(values.ToArray(), dtype: ScalarType.Float64, device: CPU).reshape([.. shape]);
    }

    private static void Collect(JsonElement written, List<double> values)
    {
        switch (written.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in written.EnumerateArray()) Collect(item, values);
                break;
            case JsonValueKind.Number:
                values.Add(written.GetDouble());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                values.Add(written.GetBoolean() ? 1 : 0);
                break;
            case JsonValueKind.String when written.ValueEquals("inf"):
                values.Add(double.PositiveInfinity);
                break;
            default:
                throw new InvalidDataException($"found {written.GetRawText()}, expected a number");
        }
    }

    private static TensorIndex Index(JsonElement part)
    {
        long? At(int position) => part.GetArrayLength() > position && part[position].ValueKind == JsonValueKind.Number ? part[position].GetInt64() : null;
        return part.ValueKind switch
        {
            JsonValueKind.Number => TensorIndex.Single(part.GetInt64()),
            JsonValueKind.Null => TensorIndex.Colon,
            JsonValueKind.Array => TensorIndex.Slice(At(0), At(1), At(2)),
            _ => throw new InvalidDataException($"slice: found {part.GetRawText()}, expected a number, null or a list"),
        };
    }

    private static ScalarType TypeOf(string name) => name switch
    {
        "float32" => ScalarType.Float32,
        "float64" => ScalarType.Float64,
        "float16" => ScalarType.Float16,
        "bfloat16" => ScalarType.BFloat16,
        "int64" => ScalarType.Int64,
        "int32" => ScalarType.Int32,
        "int16" => ScalarType.Int16,
        "int8" => ScalarType.Int8,
        "uint8" => ScalarType.Byte,
        "bool" => ScalarType.Bool,
        _ => throw new InvalidDataException($"dtype: found {name}, expected a name such as float32 or int64"),
    };
}
