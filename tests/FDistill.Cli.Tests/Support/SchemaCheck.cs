using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FDistill.Cli.Tests.Support;

/// <summary>Checks JSON against as much of JSON Schema as run files need.</summary>
internal static class SchemaCheck
{
    /// <summary>The paths at which a value does not satisfy a schema.</summary>
    public static IReadOnlyList<string> Problems(JsonObject schema, JsonNode? value) => [.. At(schema, schema, value, "").Distinct()];

    private static IEnumerable<string> At(JsonObject root, JsonObject schema, JsonNode? value, string path)
    {
        if (schema["$ref"] is { } reference) return At(root, root["definitions"]![reference.GetValue<string>().Split('/')[^1]]!.AsObject(), value, path);
        if (schema["anyOf"] is JsonArray choices) return choices.Select(choice => At(root, choice!.AsObject(), value, path).ToList()).MinBy(problems => problems.Count(problem => problem == path))!;
        if (!Fits(schema, value)) return [path];
        var problems = new List<string>();
        if (value is JsonArray list && schema["items"] is JsonObject items) problems.AddRange(list.SelectMany((item, index) => At(root, items, item, $"{path}[{index}]")));
        if (value is not JsonObject section) return problems;

        foreach (var name in schema["required"]?.AsArray() ?? [])
            if (!section.ContainsKey(name!.GetValue<string>())) problems.Add(Below(path, name.GetValue<string>()));
        foreach (var (key, member) in section)
        {
            if (schema["properties"]?[key] is JsonObject known) problems.AddRange(At(root, known, member, Below(path, key)));
            else if (schema["additionalProperties"] is JsonObject any) problems.AddRange(At(root, any, member, Below(path, key)));
            else if (schema["additionalProperties"] is JsonValue) problems.Add(Below(path, key));
        }

        foreach (var rule in schema["allOf"]?.AsArray() ?? [])
            if (!At(root, rule!["if"]!.AsObject(), section, path).Any()) problems.AddRange(At(root, rule["then"]!.AsObject(), section, path));
        return problems;
    }

    private static bool Fits(JsonObject schema, JsonNode? value)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var fits = schema["type"]?.GetValue<string>() switch
        {
            null => true,
            "object" => kind == JsonValueKind.Object,
            "array" => kind == JsonValueKind.Array,
            "string" => kind == JsonValueKind.String,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "null" => kind == JsonValueKind.Null,
            "integer" => kind == JsonValueKind.Number && double.IsInteger(Number(value!)),
            _ => kind == JsonValueKind.Number,
        };
        return fits
            && (schema["const"] is not { } constant || JsonNode.DeepEquals(constant, value))
            && (schema["enum"] is not JsonArray allowed || allowed.Any(one => JsonNode.DeepEquals(one, value)))
            && (schema["pattern"] is not { } pattern || Regex.IsMatch(value!.GetValue<string>(), pattern.GetValue<string>()))
            && (schema["minimum"] is not { } least || Number(value!) >= Number(least))
            && (schema["maximum"] is not { } most || Number(value!) <= Number(most));
    }

    private static double Number(JsonNode value) => double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    private static string Below(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
