using System.Text.Json;
using System.Text.Json.Nodes;
using FDistill.Formats.Json;
using FDistill.Plugins.StableDiffusion.Folders;

namespace FDistill.Plugins.StableDiffusion.Export;

/// <summary>The list of a model's parts, <c>model_index.json</c>: the
/// teacher's, with the student's scheduler in place of its own.</summary>
/// <param name="Json">The list.</param>
/// <param name="CopiedParts">The folders that come from the teacher as they are.</param>
internal sealed record ModelIndex(JsonObject Json, IReadOnlyList<string> CopiedParts)
{
    private const string FileName = "model_index.json", Kind = "_class_name";

    private const string SafetyChecker = "safety_checker", Scheduler = "scheduler";

    /// <summary>The list of a student.</summary>
    /// <param name="teacher">The teacher's folder; without a list of its own
    /// it is taken to have the parts that its kind of model needs.</param>
    /// <param name="pipeline">The kind of model.</param>
    /// <exception cref="InvalidDataException">A part that the model needs is missing.</exception>
    public static ModelIndex Of(ModelFolder teacher, Pipeline pipeline)
    {
        var path = teacher.PathOf(FileName);
        var json = File.Exists(path) ? JsonNode.Parse(File.ReadAllBytes(path))!.AsObject() : [];
        json[Kind] = pipeline.ClassName;
        foreach (var (folder, library, className) in pipeline.Parts)
        {
            if (!Directory.Exists(teacher.PathOf(folder))) throw new InvalidDataException($"'{teacher.PathOf(folder)}' is missing, and the model needs it");
            json[folder] ??= Class(library, className);
        }
        json[ModelFolder.UNet] = Class("diffusers", "UNet2DConditionModel");
        json[Scheduler] = Class("diffusers", StudentScheduler.ClassName);

        // What the teacher lists beyond that goes along where it is there.
        var listed = json.Where(entry => IsPart(entry.Value) && entry.Key is not (ModelFolder.UNet or Scheduler)).Select(entry => entry.Key).ToList();
        foreach (var absent in listed.Where(part => !Directory.Exists(teacher.PathOf(part)))) json[absent] = new JsonArray(null, null);
        if (!IsPart(json[SafetyChecker])) json["requires_safety_checker"] = false;
        return new ModelIndex(json, [.. listed.Where(part => Directory.Exists(teacher.PathOf(part)))]);
    }

    /// <summary>What kind of model lies in a folder; null where nothing says so.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidDataException">The list of its parts is damaged.</exception>
    public static string? KindOf(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            using var json = StrictJson.Parse(File.ReadAllBytes(path));
            return json.RootElement is { ValueKind: JsonValueKind.Object } list && list.TryGetProperty(Kind, out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is no JSON: {error.Message}", error);
        }
    }

    /// <summary>Whether an entry names a library and a class; parts that a model does not have are two nulls.</summary>
    private static bool IsPart(JsonNode? entry) => entry is JsonArray { Count: 2 } pair && pair.All(name => name is not null);

    private static JsonArray Class(string library, string className) => new(library, className);
}
