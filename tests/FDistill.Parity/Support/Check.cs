using System.Text.Json;
using static TorchSharp.torch;

namespace FDistill.Parity.Support;

/// <summary>One check of a recording: what goes in, what has to come out, and how exactly.</summary>
/// <param name="recording">The recording.</param>
/// <param name="json">The check, or one of its steps.</param>
/// <param name="whole">The check that a step belongs to, whose settings and tolerances are the step's.</param>
internal sealed class Check(Recording recording, JsonElement json, JsonElement? whole = null)
{
    /// <summary>Its name in the recording.</summary>
    public string Id => Property("id").GetString()!;

    /// <summary>What is computed, e.g. <c>metric.frechet</c>.</summary>
    public string Kind => Property("kind").GetString()!;

    /// <summary>The roles of all outputs.</summary>
    public IEnumerable<string> Outputs => json.GetProperty("outputs").EnumerateObject().Select(output => output.Name);

    /// <summary>The calls that it consists of, made in order on one state: itself, where it lists none.</summary>
    public IEnumerable<Check> Steps =>
        json.TryGetProperty("steps", out var steps) ? steps.EnumerateArray().Select(step => new Check(recording, step, json)) : [this];

    /// <summary>All settings.</summary>
    public JsonElement Settings => Property("kwargs");

    /// <summary>A setting.</summary>
    public JsonElement Setting(string name) => Settings.GetProperty(name);

    /// <summary>An input that is a tensor or a number.</summary>
    public Tensor Input(string role) => Stored(json.GetProperty("inputs").GetProperty(role), "slice");

    /// <summary>An input that is a tensor; null where none is given.</summary>
    public Tensor? OptionalInput(string role) =>
        json.GetProperty("inputs").TryGetProperty(role, out var input) && input.ValueKind != JsonValueKind.Null ? Stored(input, "slice") : null;

    /// <summary>The weights of a network, as a state dict.</summary>
    /// <param name="role">Which network, where several take part.</param>
    public Dictionary<string, Tensor> Weights(string? role = null)
    {
        var weights = Property("weights");
        if (role is not null) weights = weights.GetProperty(role);
        return recording.Tensors(weights.GetProperty("file").GetString()!, weights.GetProperty("prefix").GetString()!);
    }

    /// <summary>What the numbers of an output belong to, in order.</summary>
    /// <param name="role">The output's role.</param>
    public IReadOnlyList<string> Names(string role) =>
        recording.List(json.GetProperty("outputs").GetProperty(role).GetProperty("names").GetString()!.TrimStart('@'));

    /// <summary>Compares a result with what was recorded.</summary>
    /// <param name="role">The output's role.</param>
    /// <param name="result">The result.</param>
    public void Expect(string role, Tensor result)
    {
        using var scope = NewDisposeScope();
        var expected = Expected(role).to_type(ScalarType.Float64);
        var found = Compared(role, result.detach().cpu().to_type(ScalarType.Float64));
        Assert.Equal(expected.shape, found.shape);
        var difference = (found - expected).abs().max().item<double>();
        var (relative, absolute) = Tolerance(role);
        var allowed = absolute + relative * expected.abs().max().item<double>();
        Assert.True(difference <= allowed, $"{Id}, {role}: differs by {difference:g3}, allowed are {allowed:g3}");
    }

    /// <summary>Compares a number with what was recorded.</summary>
    public void Expect(string role, double result) => Expect(role, tensor(result, dtype: ScalarType.Float64, device: CPU));

    private JsonElement Property(string name) => json.TryGetProperty(name, out var own) ? own : whole!.Value.GetProperty(name);

    /// <summary>The part, or the mean, of a result that was recorded.</summary>
    private Tensor Compared(string role, Tensor result)
    {
        var output = json.GetProperty("outputs").GetProperty(role);
        if (output.ValueKind != JsonValueKind.Object) return result;
        if (output.TryGetProperty("slice", out var parts)) result = result[[.. parts.EnumerateArray().Select(Part)]];
        return output.TryGetProperty("mean", out var dimensions) ? result.mean([.. dimensions.EnumerateArray().Select(dimension => dimension.GetInt64())]) : result;
    }

    private Tensor Expected(string role)
    {
        var output = json.GetProperty("outputs").GetProperty(role);
        return output.ValueKind == JsonValueKind.Object && output.TryGetProperty("literal", out var literal)
            ? tensor(literal.GetDouble(), dtype: ScalarType.Float64, device: CPU)
            : Stored(output, "target_slice");
    }

    private (double Relative, double Absolute) Tolerance(string role)
    {
        var tolerance = Property("tolerance").GetProperty(role);
        return (tolerance.GetProperty("relative").GetDouble(), tolerance.GetProperty("absolute").GetDouble());
    }

    /// <summary>A tensor of the recording, or a part of it.</summary>
    private Tensor Stored(JsonElement reference, string slice)
    {
        if (reference.ValueKind == JsonValueKind.String) return recording.Tensor(reference.GetString()!);
        if (reference.ValueKind == JsonValueKind.Number) return tensor(reference.GetDouble(), dtype: ScalarType.Float64, device: CPU);
        var stored = recording.Tensor(reference.GetProperty("tensor").GetString()!);
        if (reference.TryGetProperty(slice, out var parts)) stored = stored[[.. parts.EnumerateArray().Select(Part)]];
        if (reference.TryGetProperty("dtype", out var type)) stored = stored.to_type(Enum.Parse<ScalarType>(type.GetString()!, ignoreCase: true));
        if (reference.TryGetProperty("row_scale", out var scale))
            stored *= tensor(scale.EnumerateArray().Select(factor => factor.GetSingle()).ToArray(), dtype: ScalarType.Float32, device: CPU)
                .reshape([-1, .. Enumerable.Repeat(1L, (int)stored.dim() - 1)]);
        return stored;
    }

    private static TensorIndex Part(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Number => TensorIndex.Single(part.GetInt64()),
        JsonValueKind.Null => TensorIndex.Colon,
        JsonValueKind.Array => TensorIndex.Slice(part[0].GetInt64(), part[1].GetInt64(), part.GetArrayLength() > 2 ? part[2].GetInt64() : null),
        _ => throw new NotSupportedException($"a slice of {part}"),
    };
}
