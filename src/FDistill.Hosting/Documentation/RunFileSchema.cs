using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.RunFiles;

namespace FDistill.Hosting.Documentation;

/// <summary>The JSON Schema (draft 7, which every editor knows)
/// of run files, with the parts that are installed.</summary>
/// <param name="catalog">The parts.</param>
/// <param name="documentation">Where descriptions come from.</param>
public sealed class RunFileSchema(PluginCatalog catalog, XmlDocumentation documentation)
{
    /// <summary>The key of a run file that names its schema, for editors.</summary>
    public const string Key = "$schema";

    private readonly JsonObject definitions = [];

    /// <summary>The schema of one kind of run file.</summary>
    /// <param name="runFile">A class that derives from <see cref="RunFile"/>.</param>
    /// <returns>The schema, as indented JSON.</returns>
    public string Of(Type runFile)
    {
        ArgumentNullException.ThrowIfNull(runFile);
        definitions.Clear();
        var schema = Section(runFile, Key);
        schema.Insert(0, Key, "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", documentation.Summary(runFile));
        schema["definitions"] = definitions.DeepClone();
        return schema.ToJsonString(new JsonSerializerOptions(JsonSerializerOptions.Default) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>An object whose keys are a class's options.</summary>
    private JsonObject Section(Type options, params string[] texts)
    {
        var defaults = Activator.CreateInstance(options)!;
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var text in texts) properties[text] = new JsonObject { ["type"] = "string" };
        foreach (var property in OptionTypes.Settable(options))
        {
            var key = KeyPath.Key(property.Name);
            properties[key] = Option(property, defaults);
            if (OptionDescriptions.IsRequired(property, property.GetValue(defaults))) required.Add(key);
        }

        var section = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required.Count > 0) section["required"] = required;
        return section;
    }

    private JsonObject Option(PropertyInfo property, object defaults)
    {
        var schema = Value(property.PropertyType);
        var isNullable = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable && property.GetCustomAttribute<RequiredAttribute>() is null;
        if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed) schema["enum"] = new JsonArray([.. allowed.Values.Where(value => value is not null).Select(value => JsonValue.Create(value))]);
        if (property.GetCustomAttribute<RegularExpressionAttribute>() is { } pattern) schema["pattern"] = $"^(?:{pattern.Pattern})$";
        if (property.GetCustomAttribute<RangeAttribute>() is { } range) AddBounds(schema["items"] as JsonObject ?? schema, range);
        if (isNullable) schema = new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        if (!OptionDescriptions.IsRequired(property, property.GetValue(defaults)) && property.GetValue(defaults) is { } standing && OptionTypes.IsScalar(standing.GetType())) schema["default"] = Default(standing);
        if (documentation.Summary(property) is { Length: > 0 } summary) schema["description"] = summary;
        return schema;
    }

    private JsonObject Value(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (OptionTypes.IsPartChoice(type, out var contract)) return Reference(PartKind.Of(contract));
        if (OptionTypes.IsDictionary(type, out var entry)) return new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(entry) };
        if (OptionTypes.IsList(type, out var element)) return new JsonObject { ["type"] = "array", ["items"] = Value(element) };
        if (!OptionTypes.IsScalar(type)) return Section(type);
        if (type.IsEnum) return new JsonObject { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => JsonValue.Create(KeyPath.Key(name)))]) };
        return new JsonObject { ["type"] = type == typeof(string) ? "string" : type == typeof(bool) ? "boolean" : type == typeof(double) || type == typeof(float) ? "number" : "integer" };
    }

    /// <summary>A part: its name, and the options that go with that name.</summary>
    private JsonObject Reference(PartKind kind)
    {
        if (!definitions.ContainsKey(kind.Name))
        {
            definitions[kind.Name] = new JsonObject();   // so that parts which choose parts end
            var names = catalog.Names(kind);
            var choices = new JsonArray();
            foreach (var name in names)
                if (catalog.TryFind(kind, name, out var part, out _)) choices.Add(Choice(name, part));
            definitions[kind.Name] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray(PartChoice.Use),
                ["properties"] = new JsonObject { [PartChoice.Use] = new JsonObject { ["enum"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]) } },
                ["allOf"] = choices,
            };
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{kind.Name}" };
    }

    private JsonObject Choice(string name, PartDescriptor part)
    {
        var options = Section(part.OptionsType, PartChoice.Use);
        options["description"] = part.Description;
        var use = new JsonObject { [PartChoice.Use] = new JsonObject { ["const"] = name } };
        return new JsonObject { ["if"] = new JsonObject { ["properties"] = use }, ["then"] = options };
    }

    private static void AddBounds(JsonObject schema, RangeAttribute range)
    {
        var (least, most) = OptionBounds.Of(range);
        if (least is not null) schema["minimum"] = least;
        if (most is not null) schema["maximum"] = most;
    }

    private static JsonNode? Default(object value) => value is Enum member ? KeyPath.Key(member.ToString()) : JsonValue.Create(value);
}
