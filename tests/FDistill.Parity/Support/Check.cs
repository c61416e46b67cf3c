using System.Text.Json;
using static TorchSharp.torch;

namespace FDistill.Parity.Support;

/// <summary>One check of a recording: what goes in, what has to come out, and how exactly.</summary>
internal sealed class Check(Recording recording, JsonElement json)
{
    /// <summary>Its name in the recording.</summary>
    public string Id => json.GetProperty("id").GetString()!;

    /// <summary>What is computed, e.g. <c>metric.frechet</c>.</summary>
    public string Kind => json.GetProperty("kind").GetString()!;

    /// <summary>The roles of all outputs.</summary>
    public IEnumerable<string> Outputs => json.GetProperty("outputs").EnumerateObject().Select(output => output.Name);

    /// <summary>A setting.</summary>
    public JsonElement Setting(string name) => json.GetProperty("kwargs").GetProperty(name);

    /// <summary>An input that is a tensor.</summary>
    public Tensor Input(string role) => Stored(json.GetProperty("inputs").GetProperty(role), "slice");

    /// <summary>Compares a result with what was recorded.</summary>
    /// <param name="role">The output's role.</param>
    /// <param name="result">The result.</param>
    public void Expect(string role, Tensor result)
    {
        using var scope = NewDisposeScope();
        var expected = Expected(role).to_type(ScalarType.Float64);
        var found = result.detach().cpu().to_type(ScalarType.Float64);
        Assert.Equal(expected.shape, found.shape);
        var difference = (found - expected).abs().max().item<double>();
        var (relative, absolute) = Tolerance(role);
        var allowed = absolute + relative * expected.abs().max().item<double>();
        Assert.True(difference <= allowed, $"{Id}, {role}: differs by {difference:g3}, allowed are {allowed:g3}");
    }

    /// <summary>Compares a number with what was recorded.</summary>
    public void Expect(string role, double result) => Expect(role, tensor(result, dtype: ScalarType.Float64, device: CPU));

    private Tensor Expected(string role)
    {
        var output = json.GetProperty("outputs").GetProperty(role);
        return output.ValueKind == JsonValueKind.Object && output.TryGetProperty("literal", out var literal)
            ? tensor(literal.GetDouble(), dtype: ScalarType.Float64, device: CPU)
            : Stored(output, "target_slice");
    }

    private (double Relative, double Absolute) Tolerance(string role)
    {
        var tolerance = json.GetProperty("tolerance").GetProperty(role);
        return (tolerance.GetProperty("relative").GetDouble(), tolerance.GetProperty("absolute").GetDouble());
    }

    /// <summary>A tensor of the recording, or a part of it.</summary>
    private Tensor Stored(JsonElement reference, string slice)
    {
        if (reference.ValueKind == JsonValueKind.String) return recording.Tensor(reference.GetString()!);
        var whole = recording.Tensor(reference.GetProperty("tensor").GetString()!);
        return reference.TryGetProperty(slice, out var parts) ? whole[[.. parts.EnumerateArray().Select(Part)]] : whole;
    }

    private static TensorIndex Part(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Number => TensorIndex.Single(part.GetInt64()),
        JsonValueKind.Null => TensorIndex.Colon,
        JsonValueKind.Array => TensorIndex.Slice(part[0].GetInt64(), part[1].GetInt64(), part.GetArrayLength() > 2 ? part[2].GetInt64() : null),
        _ => throw new NotSupportedException($"a slice of {part}"),
    };
}
