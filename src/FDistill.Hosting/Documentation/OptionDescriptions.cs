using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using FDistill.Hosting.RunFiles;
using FDistill.Plugins;

namespace FDistill.Hosting.Documentation;

/// <summary>Describes the options of a part.</summary>
/// <param name="documentation">Where summaries come from.</param>
public sealed class OptionDescriptions(XmlDocumentation documentation)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All options, those of sections within it behind the section.</summary>
    /// <param name="options">The class of the options, with a public constructor without parameters.</param>
    public IReadOnlyList<OptionDescription> Of(Type options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. Of(options, "")];
    }

    private IEnumerable<OptionDescription> Of(Type options, string above)
    {
        var defaults = Activator.CreateInstance(options)!;
        foreach (var property in OptionTypes.Settable(options))
        {
            var key = above + KeyPath.Key(property.Name);
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var isRequired = IsRequired(property, property.GetValue(defaults));
            var standing = isRequired || OptionTypes.IsSection(type) ? null : Written(property.GetValue(defaults));
            yield return new OptionDescription(key, Expected(property, type), isRequired, standing, documentation.Summary(property));
            if (!OptionTypes.IsSection(type)) continue;
            foreach (var below in Of(type, key + ".")) yield return below;
        }
    }

    /// <summary>What a value has to be: its type, and what its attributes ask for.</summary>
    private static string Expected(PropertyInfo property, Type type)
    {
        if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed) return $"one of {string.Join(", ", allowed.Values.OfType<object>())}";
        var isPath = property.GetCustomAttribute<FilePathAttribute>() is not null;
        var isList = OptionTypes.IsList(type, out var element);
        var expected = (isList ? "a list, each " : "") + (isPath ? "a path" : ScalarValues.Expected(element ?? type));
        return property.GetCustomAttribute<RangeAttribute>() is { } range ? expected + Bounds(range) : expected;
    }

    private static string Bounds(RangeAttribute range) => OptionBounds.Of(range) switch
    {
        ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $", {least:r} … {most:r}"),
        ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $", {least:r} or more"),
        (null, { } most) => string.Create(CultureInfo.InvariantCulture, $", {most:r} or less"),
        _ => "",
    };

    /// <summary>An option has to be given where what stands without it is not allowed.</summary>
    internal static bool IsRequired(PropertyInfo property, object? standing) =>
        property.GetCustomAttribute<RequiredAttribute>()?.IsValid(standing) is false
        || (standing is not null && OptionTypes.IsScalar(standing.GetType()) && property.GetCustomAttribute<RangeAttribute>()?.IsValid(standing) is false);

    private static string Written(object? value) => value switch
    {
        null => "null",
        Enum member => $"\"{KeyPath.Key(member.ToString())}\"",
        _ => JsonSerializer.Serialize(value, value.GetType(), Json),
    };
}
