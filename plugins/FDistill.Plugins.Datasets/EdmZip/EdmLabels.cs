using System.Text.Json;
using FDistill.Formats.Json;
using FDistill.Plugins.Datasets.Archives;

namespace FDistill.Plugins.Datasets.EdmZip;

/// <summary>Reads <c>dataset.json</c>: <c>{"labels": [["00000/img00000000.png",
/// 6], …]}</c>, or <c>{"labels": null}</c>.</summary>
internal static class EdmLabels
{
    /// <summary>Its name in the archive.</summary>
    public const string FileName = "dataset.json";

    private const int MostClasses = 1_000_000;

    /// <summary>The images' labels.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="images">The names of its images.</param>
    /// <returns>A label for each image; null where the dataset has none.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or
    /// does not fit the images; the message names the record.</exception>
    public static int[]? Read(IFileArchive archive, IReadOnlyList<string> images)
    {
        if (!archive.Names.Contains(FileName)) return null;
        using var json = Parse(archive);
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("labels", out var entries))
            throw Wrong(archive, "expected an object with the key 'labels'");
        if (entries.ValueKind == JsonValueKind.Null) return null;
        if (entries.ValueKind != JsonValueKind.Array) throw Wrong(archive, $"'labels' is {entries.ValueKind}, expected a list or null");

        var places = images.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);
        var labels = Enumerable.Repeat(-1, images.Count).ToArray();
        var record = 0;
        foreach (var entry in entries.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Array || entry.GetArrayLength() != 2 || entry[0].ValueKind != JsonValueKind.String)
                throw Wrong(archive, $"record {record} is {Short(entry)}, expected [name, label]");
            var name = entry[0].GetString()!.Replace('\\', '/');
            if (!places.TryGetValue(name, out var place)) throw Wrong(archive, $"record {record} is about '{name}', but there is no such image");
            if (labels[place] >= 0) throw Wrong(archive, $"record {record} gives '{name}' a second label");
            if (entry[1].ValueKind != JsonValueKind.Number || !entry[1].TryGetInt32(out var label) || label is < 0 or >= MostClasses)
                throw Wrong(archive, $"record {record}, '{name}', has the label {Short(entry[1])}, expected a whole number of 0 … {MostClasses - 1}");
            labels[place] = label;
            record++;
        }

        return Array.IndexOf(labels, -1) is >= 0 and var missing ? throw Wrong(archive, $"'{images[missing]}' has no label") : labels;
    }

    private static JsonDocument Parse(IFileArchive archive)
    {
        try
        {
            return StrictJson.Parse(archive.Read(FileName));
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"'{archive.Path}/{FileName}' is not JSON: {failure.Message}", failure);
        }
    }

    private static string Short(JsonElement element) => element.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : element.GetRawText();

    private static InvalidDataException Wrong(IFileArchive archive, string how) => new($"'{archive.Path}/{FileName}': {how}.");
}
