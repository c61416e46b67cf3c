using System.Text.Json;
using FDistill.Formats.Json;

namespace FDistill.Plugins.StableDiffusion.Configuration;

/// <summary>
/// The settings of one part of a model, as a diffusers folder states them.
/// They are read key by key; a key that nothing reads is an error, since what
/// it asks for would be left out in silence. null counts as absent, and keys that begin with an underscore are remarks.
/// </summary>
/// <param name="json">An object.</param>
/// <param name="origin">What to call it in an error.</param>
public sealed class ConfigFile(JsonElement json, string origin)
{
    private readonly HashSet<string> read = [];

    /// <summary>What it is called in an error.</summary>
    public string Origin => origin;

    /// <summary>Reads a file.</summary>
    /// <param name="path">A <c>.json</c> file.</param>
    /// <exception cref="InvalidDataException">There is no such file, or it holds no JSON object.</exception>
    public static ConfigFile Open(string path)
    {
        if (!File.Exists(path)) throw new InvalidDataException($"'{path}' is missing; give a folder in the layout of diffusers");
        try
        {
            using var document = StrictJson.Parse(File.ReadAllBytes(path));
            if (document.RootElement.ValueKind == JsonValueKind.Object) return new ConfigFile(document.RootElement.Clone(), path);
            throw new InvalidDataException($"'{path}' holds {document.RootElement.ValueKind}, expected an object");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{path}' is no JSON: {error.Message}", error);
        }
    }

    /// <summary>A setting as it is written; null where it is absent.</summary>
    public JsonElement? Find(string key)
    {
        read.Add(key);
        return json.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>A whole number.</summary>
    public int Integer(string key, int? otherwise = null) => Required(key, otherwise, value => value.TryGetInt32(out var number) ? number : null, "a whole number", JsonValueKind.Number);

    /// <summary>A number.</summary>
    public double Number(string key, double? otherwise = null) => Required(key, otherwise, value => value.GetDouble(), "a number", JsonValueKind.Number);

    /// <summary>Yes or no.</summary>
    public bool Flag(string key, bool otherwise) => Required<bool>(key, otherwise, value => value.GetBoolean(), "true or false", JsonValueKind.True, JsonValueKind.False);

    /// <summary>One of some words.</summary>
    public string Word(string key, string otherwise, params string[] known)
    {
        if (Find(key) is not { } value) return otherwise;
        return value.ValueKind == JsonValueKind.String && known.Contains(value.GetString()) ? value.GetString()! : throw Wrong(key, value, Choice(known));
    }

    /// <summary>A list of words, each one of some.</summary>
    public IReadOnlyList<string> Words(string key, params string[] known)
    {
        var value = Find(key) ?? throw Missing(key);
        if (value.ValueKind != JsonValueKind.Array) throw Wrong(key, value, "a list");
        foreach (var word in value.EnumerateArray())
            if (word.ValueKind != JsonValueKind.String || !known.Contains(word.GetString())) throw Wrong(key, word, Choice(known));
        return [.. value.EnumerateArray().Select(word => word.GetString()!)];
    }

    /// <summary>A list of whole numbers.</summary>
    public IReadOnlyList<int> Integers(string key)
    {
        var value = Find(key) ?? throw Missing(key);
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0 || !value.EnumerateArray().All(IsInteger)) throw Wrong(key, value, "a list of whole numbers");
        return [.. value.EnumerateArray().Select(number => number.GetInt32())];
    }

    /// <summary>A list of numbers of a known length.</summary>
    public IReadOnlyList<double> Numbers(string key, IReadOnlyList<double> otherwise)
    {
        ArgumentNullException.ThrowIfNull(otherwise);
        if (Find(key) is not { } value) return otherwise;
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != otherwise.Count || value.EnumerateArray().Any(number => number.ValueKind != JsonValueKind.Number))
            throw Wrong(key, value, $"a list of {otherwise.Count} numbers");
        return [.. value.EnumerateArray().Select(number => number.GetDouble())];
    }

    /// <summary>A whole number for each of some blocks, or one for all of them.</summary>
    public IReadOnlyList<int> PerBlock(string key, int blocks, int? otherwise = null)
    {
        var value = Find(key);
        if (value is null && otherwise is { } common) return [.. Enumerable.Repeat(common, blocks)];
        if (value is { } number && IsInteger(number)) return [.. Enumerable.Repeat(number.GetInt32(), blocks)];
        var list = Integers(key);
        return list.Count == blocks ? list : throw Wrong(key, value!.Value, $"a whole number, or {blocks} of them, one for each block");
    }

    /// <summary>Refuses every value of a setting but some.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="supported">The values, as JSON writes them; an absent setting is always right.</param>
    public void Only(string key, params string[] supported)
    {
        if (Find(key) is { } value && !supported.Contains(value.GetRawText())) throw Wrong(key, value, Choice(supported));
    }

    /// <summary>Passes over settings that change nothing of what is computed.</summary>
    public void Ignore(params string[] keys) => read.UnionWith(keys);

    /// <summary>Ends the reading.</summary>
    /// <exception cref="InvalidDataException">The file has settings that nothing has read.</exception>
    public void Finish()
    {
        foreach (var entry in json.EnumerateObject())
            if (!read.Contains(entry.Name) && !entry.Name.StartsWith('_') && entry.Value.ValueKind != JsonValueKind.Null)
                throw new InvalidDataException($"{origin}: '{entry.Name}' is a setting that is not known here (its value is {entry.Value.GetRawText()})");
    }

    /// <summary>The error of a setting whose value will not do.</summary>
    public InvalidDataException Wrong(string key, JsonElement found, string expected) => new($"{origin}: '{key}' is {found.GetRawText()}, expected {expected}");

    /// <summary>The error of a setting whose value, or whose default
    /// where it is absent, will not do beside others.</summary>
    public InvalidDataException Wrong(string key, string expected) => Find(key) is { } found
        ? Wrong(key, found, expected)
        : new InvalidDataException($"{origin}: '{key}' is missing, and what is customary for it does not fit the other settings: expected {expected}");

    private InvalidDataException Missing(string key) => new($"{origin}: '{key}' is missing");

    private T Required<T>(string key, T? otherwise, Func<JsonElement, T?> convert, string expected, params JsonValueKind[] kinds) where T : struct
    {
        if (Find(key) is not { } value) return otherwise ?? throw Missing(key);
        return (kinds.Contains(value.ValueKind) ? convert(value) : null) ?? throw Wrong(key, value, expected);
    }

    private static bool IsInteger(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _);

    private static string Choice(IEnumerable<string> known) => string.Join(" or ", known);
}
