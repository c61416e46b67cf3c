using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using FDistill.Engine.Training;

namespace FDistill.Tests.Shared;

/// <summary>The distillations that the repository hands to its users:
/// samples, templates, and the run files in its pages.</summary>
internal static partial class BundledRunFiles
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNameCaseInsensitive = true, Converters = { new JsonStringEnumConverter() }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>How the student is trained in each, by the file's place in the repository.</summary>
    public static IReadOnlyDictionary<string, TrainingOptions> Trainings { get; } = Files().Concat(Snippets())
        .Select(text => (text.Place, Training: Training(text.Json))).Where(pair => pair.Training is not null).ToDictionary(pair => pair.Place, pair => pair.Training!);

    /// <summary>A fresh copy of one.</summary>
    public static TrainingOptions Of(string place) => JsonSerializer.Deserialize<TrainingOptions>(JsonSerializer.Serialize(Trainings[place], Format), Format)!;

    private static IEnumerable<(string Place, string Json)> Files() =>
        from folder in new[] { "samples", "src/FDistill.Templates" }
        from path in Directory.EnumerateFiles(Readme.Path(folder), "*.json", SearchOption.AllDirectories)
        where !IsBuilt(path)
        select (Path.GetRelativePath(Readme.Path("."), path).Replace('\\', '/'), File.ReadAllText(path));

    private static IEnumerable<(string Place, string Json)> Snippets() =>
        from path in Directory.EnumerateFiles(Readme.Path("docs"), "*.md", SearchOption.AllDirectories).Append(Readme.Path("README.md"))
        from snippet in Json().Matches(File.ReadAllText(path)).Index()
        select ($"{Path.GetFileName(path)}, block {snippet.Index + 1}", snippet.Item.Groups[1].Value);

    private static bool IsBuilt(string path) => path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj" or "artifacts");

    private static TrainingOptions? Training(string json)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(json, documentOptions: Lenient);
        }
        catch (JsonException)
        {
            // A page may show a part of a file.
            return null;
        }

        return node is JsonObject file && file["divergence"] is not null && file["training"] is { } training ? training.Deserialize<TrainingOptions>(Format) : null;
    }

    [GeneratedRegex("```json\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Json();
}
