using System.Text.Json;
using FDistill.Parity.Checks;
using FDistill.Parity.Recordings;
using static TorchSharp.torch;

namespace FDistill.Parity.Running;

/// <summary>Compares the results of a call with what was recorded.</summary>
internal static class OutputComparison
{
    /// <summary>Compares one result: with each of several recordings, where a list of them is given.</summary>
    public static IEnumerable<OutputReport> Of(CheckCall call, string role)
    {
        var expected = call.Expected(role);
        var name = call.Number is { } step ? $"{step}: {role}" : role;
        if (!call.Results.TryGetValue(role, out var result))
            return [OutputReport.Unable(name, $"nothing computes it; computed are {string.Join(", ", call.Results.Keys)}")];
        IEnumerable<JsonElement> all = expected.ValueKind == JsonValueKind.Array ? expected.EnumerateArray() : [expected];
        return [.. all.Select(one => Compare(call, role, result, one) with { Role = name })];
    }

    private static OutputReport Compare(CheckCall call, string role, CheckResult result, JsonElement expected)
    {
        var isObject = expected.ValueKind == JsonValueKind.Object;
        if (isObject && expected.TryGetProperty("file", out _) && result is NamedTensorsResult state) return StateDictComparison.Of(call.Recording, role, state.Values, expected);
        if (isObject && expected.TryGetProperty("literal", out var literal) && result is PlainResult plain) return PlainComparison.Of(role, plain.Value, literal);
        var found = result switch
        {
            TensorResult tensor => tensor.Value,
            NamedTensorsResult named when isObject && expected.TryGetProperty("names", out var names) => ByName(call, named.Values, names),
            NamedTensorsResult => throw new InvalidDataException($"outputs: {role} consists of named tensors, expected is {expected.GetRawText()}"),
            _ => throw new InvalidDataException($"outputs: {role} is no tensor, expected is {expected.GetRawText()}"),
        };
        return Compare(role, Part(found.detach().cpu(), expected), Recorded(call.Recording, expected, role), call.Tolerance(role));
    }

    private static OutputReport Compare(string role, Tensor found, Tensor expected, (double Relative, double Absolute) tolerance)
    {
        using var scope = NewDisposeScope();
        (found, expected) = (found.to_type(ScalarType.Float64), expected.to_type(ScalarType.Float64));
        var isNumber = found.numel() == 1 && expected.numel() == 1;
        if (!isNumber && !found.shape.SequenceEqual(expected.shape))
            return OutputReport.Unable(role, $"its shape is [{string.Join(", ", found.shape)}], expected [{string.Join(", ", expected.shape)}]");
        if (expected.numel() == 0) return new OutputReport(role, 0, 0, 0);

        (found, expected) = (found.flatten(), expected.flatten());
        var difference = where(found.eq(expected), zeros_like(found), (found - expected).abs()).max().item<double>();
        var largest = expected.abs().max().item<double>();
        return new OutputReport(role, difference, tolerance.Absolute + (tolerance.Relative > 0 ? tolerance.Relative * largest : 0), largest);
    }

    private static Tensor ByName(CheckCall call, IReadOnlyList<KeyValuePair<string, Tensor>> values, JsonElement names)
    {
        IEnumerable<string> wanted = names.ValueKind == JsonValueKind.String ? call.Recording.List(names.GetString()!.TrimStart('@')) : names.EnumerateArray().Select(name => name.GetString()!);
        var found = values.ToDictionary();
        return stack(wanted.Select(name => found.TryGetValue(name, out var value)
            ? value.detach().cpu().to_type(ScalarType.Float64)
            : throw new InvalidDataException($"there is no parameter '{name}'; there are {string.Join(", ", found.Keys)}")));
    }

    /// <summary>The part, or the mean, of a result that was recorded.</summary>
    private static Tensor Part(Tensor result, JsonElement expected)
    {
        if (expected.ValueKind != JsonValueKind.Object) return result;
        if (expected.TryGetProperty("slice", out var parts)) result = TensorReference.Slice(result, parts);
        return expected.TryGetProperty("mean", out var dimensions) ? result.mean([.. dimensions.EnumerateArray().Select(dimension => dimension.GetInt64())]) : result;
    }

    private static Tensor Recorded(Recording recording, JsonElement expected, string role) => expected switch
    {
        { ValueKind: JsonValueKind.String } => recording.Tensor(expected.GetString()!),
        { ValueKind: JsonValueKind.Object } when expected.TryGetProperty("literal", out var literal) => TensorReference.Numbers(literal),
        { ValueKind: JsonValueKind.Object } when expected.TryGetProperty("tensor", out _) => TensorReference.Part(recording, expected, "target_slice"),
        _ => throw new InvalidDataException($"outputs: {role} is {expected.GetRawText()}, expected a tensor's name or an object with 'tensor' or 'literal'"),
    };
}
