using System.Text.Json;

namespace FDistill.Plugins.StableDiffusion.Metrics.HpsV2;

/// <summary>The prompts of a style.</summary>
/// <param name="Style">Its name, e.g. <c>concept-art</c>.</param>
/// <param name="Prompts">The prompts; at least one.</param>
internal sealed record StylePrompts(string Style, IReadOnlyList<string> Prompts)
{
    /// <summary>The name of its value: <c>hpsv2ConceptArt</c>.</summary>
    public string ValueName => "hpsv2" + string.Concat(Style.Split('-', '_', ' ').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>What to call its value: <c>HPSv2 concept art</c>.</summary>
    public string Title => $"HPSv2 {Style.Replace('-', ' ').Replace('_', ' ')}";

    /// <summary>Reads the prompts of a style.</summary>
    /// <param name="folder">The folder of all styles.</param>
    /// <param name="style">The style's name.</param>
    /// <param name="limit">How many at most; null for all.</param>
    /// <exception cref="InvalidDataException">There is no file for it, or the file holds no prompts.</exception>
    public static StylePrompts Read(string folder, string style, int? limit)
    {
        var (json, text) = (Path.Combine(folder, $"{style}.json"), Path.Combine(folder, $"{style}.txt"));
        var path = File.Exists(json) ? json : text;
        if (!File.Exists(path)) throw new InvalidDataException($"'{folder}' has no prompts of the style '{style}': expected {style}.json, a list of texts, or {style}.txt, a text a line");
        var prompts = path == json ? FromJson(path) : [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];
        if (prompts.Count == 0) throw new InvalidDataException($"'{path}' holds no prompts");
        return new StylePrompts(style, [.. prompts.Take(limit ?? prompts.Count)]);
    }

    private static List<string> FromJson(string path)
    {
        try
        {
            var prompts = JsonSerializer.Deserialize<List<string?>>(File.ReadAllBytes(path));
            if (prompts is not null && prompts.All(prompt => prompt is not null)) return [.. prompts.Select(prompt => prompt!)];
            throw new InvalidDataException($"'{path}' holds null where a list of texts was expected");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{path}' is no list of texts: {error.Message}", error);
        }
    }
}
