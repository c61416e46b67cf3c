using System.Text.Json;

namespace FDistill.Plugins.Edm;

/// <summary>Arguments of a constructor of the reference, taken one by one.</summary>
/// <param name="className">Whose constructor it is.</param>
/// <param name="arguments">An object.</param>
internal sealed class ReferenceArguments(string className, JsonElement arguments)
{
    private readonly HashSet<string> known = [];

    /// <summary>A whole number; without a default it has to be there.</summary>
    public int Integer(string name, int? otherwise = null) => Take(name, otherwise, value => value.GetInt32(), "a whole number");

    /// <summary>A number, "inf" among them.</summary>
    public double Number(string name, double otherwise) => Take(name, otherwise, Number, "a number");

    /// <summary>Whole numbers.</summary>
    public int[] Integers(string name, int[] otherwise) => Optional(name) is { } value
        ? Read(name, value, list => list.EnumerateArray().Select(item => item.GetInt32()).ToArray(), "a list of whole numbers")
        : otherwise;

    /// <summary>Numbers.</summary>
    public double[] Numbers(string name, double[] otherwise) => Optional(name) is { } value
        ? Read(name, value, list => list.EnumerateArray().Select(Number).ToArray(), "a list of numbers")
        : otherwise;

    /// <summary>True or false.</summary>
    public bool Flag(string name, bool otherwise) => Take(name, otherwise, value => value.GetBoolean(), "true or false");

    /// <summary>One of the names of an enumeration, in any case.</summary>
    public T Choice<T>(string name, T otherwise) where T : struct, Enum => Take<T>(
        name,
        otherwise,
        value => Enum.TryParse<T>(value.GetString(), ignoreCase: true, out var choice) ? choice : throw new FormatException(),
        $"one of {string.Join(", ", Enum.GetNames<T>())}");

    /// <summary>Refuses arguments that were not asked for.</summary>
    public void RefuseOthers()
    {
        var others = arguments.EnumerateObject().Select(argument => argument.Name).Where(name => !known.Contains(name)).ToList();
        if (others.Count > 0)
            throw new InvalidDataException($"{className} has no argument {string.Join(", ", others.Select(name => $"'{name}'"))}; known are {string.Join(", ", known.Order(StringComparer.Ordinal))}");
    }

    private static double Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is "inf" or "Infinity" ? double.PositiveInfinity : value.GetDouble();

    private JsonElement? Optional(string name)
    {
        known.Add(name);
        return arguments.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private T Take<T>(string name, T? otherwise, Func<JsonElement, T> read, string expected) where T : struct => Optional(name) is { } value
        ? Read(name, value, read, expected)
        : otherwise ?? throw new InvalidDataException($"{className} needs the argument '{name}', {expected}");

    private T Read<T>(string name, JsonElement value, Func<JsonElement, T> read, string expected)
    {
        try
        {
            return read(value);
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{className}: '{name}' is {value.GetRawText()}, expected {expected}", error);
        }
    }
}
