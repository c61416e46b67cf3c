using System.Text.Json;
using FDistill.Parity.Checks;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Parity.Recordings;

/// <summary>Weights that are not stored but are a function of a
/// seed, the tensor's number and the element's number.</summary>
internal static class HashedWeights
{
    private const int FirstInput = 60_000;

    /// <summary>The weights of a listing.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="written">The hash's seed, gain and listing; a prefix that names
    /// must begin with; stored tensors that stand in for untouched ones.</param>
    /// <param name="check">The check that asks.</param>
    public static CheckWeights Make(Recording recording, JsonElement written, string check)
    {
        var hash = written.Object("hash");
        var (seed, gain) = ((ulong)hash.Number("seed"), hash.Number("gain"));
        var prefix = written.TryGetProperty("prefix", out var given) ? given.GetString()! : "";
        var (tensors, untouched) = (new Dictionary<string, RecordedTensor>(), new HashSet<string>());
        foreach (var (number, entry) in hash.Member("listing").EnumerateArray().Index())
        {
            var name = entry[0].GetString()!;
            if (!name.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var shape = entry[1].EnumerateArray().Select(size => size.GetInt64()).ToArray();
            if (Spread(name, shape, entry[2].GetString()!, gain) is { } spread)
                tensors.Add(name[prefix.Length..], new(new TensorEntry(name[prefix.Length..], ScalarType.Float32, shape), () => Draw(seed, (ulong)number, shape, spread.Centre, spread.Scale)));
            else untouched.Add(name[prefix.Length..]);
        }

        if (written.TryGetProperty("stored", out var stored))
            foreach (var (name, tensor) in recording.Tensors(stored.Text("file"), stored.Text("prefix")))
                if (name.StartsWith(prefix, StringComparison.Ordinal)) tensors[name[prefix.Length..]] = RecordedTensor.Of(name[prefix.Length..], tensor);
        return new CheckWeights(new RecordedTensors(tensors), untouched, $"the hash of {check}");
    }

    /// <summary>An input that is not stored.</summary>
    /// <param name="hash">Its seed, number, shape and scale.</param>
    public static Tensor Input(JsonElement hash) => Draw(
        (ulong)hash.Number("seed"),
        FirstInput + (ulong)hash.Number("number"),
        [.. hash.Member("shape").EnumerateArray().Select(size => size.GetInt64())],
        centre: 0,
        Math.Sqrt(3) * hash.Number("scale"));

    /// <summary>Where the values of a tensor lie; null for one that stays as its network makes it.</summary>
    private static (double Centre, double Scale)? Spread(string name, long[] shape, string role, double gain)
    {
        var isStatistic = name.EndsWith("running_mean", StringComparison.Ordinal) || name.EndsWith("running_var", StringComparison.Ordinal);
        if (shape.Length == 0 || (role == "buffer" && !isStatistic)) return null;
        if (shape.Length >= 2 && name.EndsWith("embedding.weight", StringComparison.Ordinal)) return (0, 0.5);
        if (shape.Length >= 2) return (0, gain * Math.Sqrt(3.0 / shape.Skip(1).Aggregate(1L, (product, size) => product * size)));
        if (name.EndsWith("running_var", StringComparison.Ordinal)) return (1, 0.5);
        return name.EndsWith("weight", StringComparison.Ordinal) ? (1, 0.2) : (0, 0.1);
    }

    private static Tensor Draw(ulong seed, ulong number, long[] shape, double centre, double scale)
    {
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        Parallel.For(0, (values.Length + Piece - 1) / Piece, piece =>
        {
            for (var index = piece * Piece; index < Math.Min(values.Length, (piece + 1) * Piece); index++)
                values[index] = (float)(centre + (scale * Uniform(seed, number, (ulong)index)));
        });
        return tensor(values, dtype: ScalarType.Float32, device: CPU).reshape(shape);
    }

    private const int Piece = 1 << 16;

    /// <summary>A number in [−1, 1): SplitMix64's finaliser of seed, tensor and element.</summary>
    private static double Uniform(ulong seed, ulong number, ulong index)
    {
        unchecked
        {
            var z = ((seed << 48) ^ ((number << 32) + index)) + 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            return (2 * ((z >> 40) * (1.0 / (1 << 24)))) - 1;
        }
    }
}
