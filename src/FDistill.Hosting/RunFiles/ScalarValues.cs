using System.Globalization;

namespace FDistill.Hosting.RunFiles;

/// <summary>Reads single values: truth values, numbers, texts, names of an enumeration.</summary>
internal static class ScalarValues
{
    /// <summary>Reads a value.</summary>
    /// <param name="type">What it should be; not nullable.</param>
    /// <param name="text">How it is written.</param>
    /// <returns>The value; null where the text is none of that type.</returns>
    public static object? Parse(Type type, string text)
    {
        var culture = CultureInfo.InvariantCulture;
        if (type == typeof(string)) return text;
        if (type == typeof(bool)) return bool.TryParse(text, out var truth) ? truth : null;
        if (type == typeof(int)) return int.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var whole) ? whole : null;
        if (type == typeof(long)) return long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var wide) ? wide : null;
        if (type == typeof(double)) return double.TryParse(text, NumberStyles.Float, culture, out var real) && double.IsFinite(real) ? real : null;
        if (type == typeof(float)) return float.TryParse(text, NumberStyles.Float, culture, out var single) && float.IsFinite(single) ? single : null;
        if (type.IsEnum) return Enum.GetNames(type).FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) is { } match ? Enum.Parse(type, match) : null;
        throw new NotSupportedException($"An option of type {type} cannot be set in a run file.");
    }

    /// <summary>What is expected of a type, in words.</summary>
    public static string Expected(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(bool)) return "true or false";
        if (type == typeof(int) || type == typeof(long)) return "a whole number";
        if (type == typeof(double) || type == typeof(float)) return "a number";
        if (type == typeof(string)) return "a text";
        if (type.IsEnum) return $"one of {string.Join(", ", Enum.GetNames(type).Select(KeyPath.Key))}";
        if (OptionTypes.IsList(type, out _)) return "a list";
        if (OptionTypes.IsPartChoice(type, out _)) return "a section such as { \"use\": \"name\" }";
        return "a section of keys";
    }
}
