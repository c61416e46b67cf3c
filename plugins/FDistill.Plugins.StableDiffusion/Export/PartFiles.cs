using System.Text.Json.Nodes;
using FDistill.Plugins.StableDiffusion.Folders;

namespace FDistill.Plugins.StableDiffusion.Export;

/// <summary>Copies parts of a model: settings, vocabularies, and of several files of
/// weights those that the teacher reads, under the names without a variant.</summary>
internal static class PartFiles
{
    private const string Index = ".index.";

    /// <summary>Copies a part.</summary>
    /// <param name="teacher">The model.</param>
    /// <param name="part">The part's folder.</param>
    /// <param name="folder">The folder of the other model.</param>
    public static void Copy(ModelFolder teacher, string part, string folder)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, part)).FullName;
        foreach (var (path, name) in Files(teacher, part)) File.Copy(path, Path.Combine(target, name));
    }

    private static IEnumerable<(string Path, string Name)> Files(ModelFolder teacher, string part)
    {
        foreach (var path in Directory.EnumerateFiles(teacher.PathOf(part)))
            if (Path.GetExtension(path) is ".json" or ".txt" && !Path.GetFileName(path).Contains(Index, StringComparison.Ordinal))
                yield return (path, Path.GetFileName(path));

        if (teacher.WeightsPath(part) is not { } weights) yield break;
        yield return (weights, teacher.WithoutVariant(Path.GetFileName(weights)));
        if (!Path.GetFileName(weights).Contains(Index, StringComparison.Ordinal)) yield break;
        var shards = JsonNode.Parse(File.ReadAllBytes(weights))!["weight_map"]!.AsObject().Select(entry => entry.Value!.GetValue<string>()).Distinct();
        foreach (var shard in shards) yield return (teacher.PathOf(part, shard), shard);
    }
}
