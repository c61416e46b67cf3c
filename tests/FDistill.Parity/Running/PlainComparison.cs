using System.Text.Json;
using System.Text.Json.Nodes;

namespace FDistill.Parity.Running;

/// <summary>Compares plain data: texts, numbers by value, lists and objects.</summary>
internal static class PlainComparison
{
    public static OutputReport Of(string role, JsonNode? found, JsonElement expected) => Same(JsonSerializer.SerializeToElement(found), expected)
        ? new OutputReport(role, 0, 0, 0)
        : OutputReport.Unable(role, $"found {Short(found?.ToJsonString() ?? "null")}, expected {Short(expected.GetRawText())}");

    private static bool Same(JsonElement found, JsonElement expected) => (found.ValueKind, expected.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => found.GetDouble().Equals(expected.GetDouble()),
        (JsonValueKind.Array, JsonValueKind.Array) => found.GetArrayLength() == expected.GetArrayLength() && found.EnumerateArray().Zip(expected.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
        (JsonValueKind.Object, JsonValueKind.Object) => found.GetPropertyCount() == expected.GetPropertyCount()
            && expected.EnumerateObject().All(entry => found.TryGetProperty(entry.Name, out var value) && Same(value, entry.Value)),
        _ => JsonElement.DeepEquals(found, expected),
    };

    private static string Short(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
