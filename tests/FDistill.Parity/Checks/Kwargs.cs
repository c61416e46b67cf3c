using System.Text.Json;
using System.Text.Json.Nodes;

namespace FDistill.Parity.Checks;

/// <summary>The arguments of a check. Every one has to be used, or to be
/// known as one that changes nothing: what is left is a mistake.</summary>
/// <param name="json">An object. null: absent; <c>"inf"</c>: infinity.</param>
/// <param name="path">Where it lies among the check's arguments, for messages.</param>
internal sealed class Kwargs(JsonElement json, string path = "")
{
    private readonly HashSet<string> used = [];
    private readonly Dictionary<string, Kwargs> nested = [];

    /// <summary>The names of the arguments that nothing used.</summary>
    public IEnumerable<string> Unused => json.EnumerateObject()
        .Where(entry => !used.Contains(entry.Name)).Select(entry => path + entry.Name)
        .Concat(nested.Values.SelectMany(inner => inner.Unused));

    /// <summary>Whether an argument is given, and not null.</summary>
    public bool Has(string name) => Value(name).ValueKind != JsonValueKind.Null;

    public double Number(string name) => Value(name) switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.String } text when text.ValueEquals("inf") => double.PositiveInfinity,
        var other => throw Wrong(name, other, "a number"),
    };

    public double Number(string name, double otherwise) => Has(name) ? Number(name) : otherwise;

    public int Integer(string name) =>
        Value(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : throw Wrong(name, Value(name), "a whole number");

    public int Integer(string name, int otherwise) => Has(name) ? Integer(name) : otherwise;

    public bool Flag(string name) => Value(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        var other => throw Wrong(name, other, "true or false"),
    };

    public bool Flag(string name, bool otherwise) => Has(name) ? Flag(name) : otherwise;

    public string Text(string name) => Value(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw Wrong(name, Value(name), "a text");

    public string? OptionalText(string name) => Has(name) ? Text(name) : null;

    public double[] Numbers(string name) => [.. List(name).Select(number => number.GetDouble())];

    public int[] Integers(string name) => [.. List(name).Select(number => number.GetInt32())];

    public string[] Texts(string name) => [.. List(name).Select(text => text.GetString()!)];

    /// <summary>An argument as it is written.</summary>
    public JsonElement Json(string name) => Value(name);

    /// <summary>An argument that is an object.</summary>
    public Kwargs Object(string name)
    {
        var value = Value(name);
        if (value.ValueKind != JsonValueKind.Object) throw Wrong(name, value, "an object");
        if (!nested.TryGetValue(name, out var inner)) nested.Add(name, inner = new Kwargs(value, $"{path}{name}."));
        return inner;
    }

    /// <summary>All arguments but some, for a reader that refuses unknown ones itself.</summary>
    /// <param name="names">The ones that it does not get.</param>
    public JsonObject Others(params ReadOnlySpan<string> names)
    {
        var others = JsonObject.Create(json)!;
        foreach (var name in names) others.Remove(name);
        foreach (var (name, _) in others) used.Add(name);
        return others;
    }

    /// <summary>The arguments that nothing has used so far, as they are written. All
    /// of them count as used: who takes them refuses what it does not know.</summary>
    public JsonElement Rest()
    {
        var rest = json.EnumerateObject().Where(entry => used.Add(entry.Name)).ToDictionary(entry => entry.Name, entry => entry.Value);
        return JsonSerializer.SerializeToElement(rest);
    }

    /// <summary>Arguments that change nothing of what is computed,
    /// such as those of dropout in evaluation mode.</summary>
    public void Irrelevant(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) used.Add(name);
    }

    /// <summary>An argument of which one value alone is known.</summary>
    public void Only(string name, object? value)
    {
        var found = Value(name);
        var same = value switch
        {
            null => found.ValueKind == JsonValueKind.Null,
            bool flag => found.ValueKind == (flag ? JsonValueKind.True : JsonValueKind.False),
            string text => found.ValueKind == JsonValueKind.String && found.ValueEquals(text),
            _ => found.ValueKind == JsonValueKind.Number && found.GetDouble() == Convert.ToDouble(value, null),
        };
        if (!same) throw Unknown(name, value is null ? "null" : $"{value}");
    }

    /// <summary>The mistake of a value that nothing knows.</summary>
    /// <param name="name">The argument.</param>
    /// <param name="known">The values that are known.</param>
    public InvalidDataException Unknown(string name, string known) => Wrong(name, Value(name), known);

    private JsonElement.ArrayEnumerator List(string name) =>
        Value(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : throw Wrong(name, Value(name), "a list");

    private JsonElement Value(string name)
    {
        used.Add(name);
        return json.TryGetProperty(name, out var value) ? value : JsonElement.Parse("null");
    }

    private InvalidDataException Wrong(string name, JsonElement found, string expected) => new($"kwargs: {path}{name} is {found.GetRawText()}, expected {expected}");
}
