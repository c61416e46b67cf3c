using System.Text.Json;
using FDistill.Hosting.RunFiles;

namespace FDistill.Hosting.Sampling;

/// <summary>A model in the layout of diffusers, outside any run.</summary>
internal static class ModelFolder
{
    /// <summary>The file that lists the model's parts.</summary>
    private const string Index = "model_index.json";

    /// <summary>The run file in a model that was exported here: it names the model as a teacher, and says how its student is sampled.</summary>
    private const string Facts = "fdistill.json";

    /// <summary>The teachers that read each kind of model.</summary>
    private static readonly Dictionary<string, string> Teachers = new() { ["StableDiffusionPipeline"] = "sd15", ["StableDiffusionXLPipeline"] = "sdxl" };

    /// <summary>Whether a folder is a model.</summary>
    public static bool Is(string folder) => File.Exists(Path.Combine(folder, Index));

    /// <summary>The run file of a model that was exported here; null for any other model.</summary>
    public static string? RunFile(string folder) => Path.Combine(folder, Facts) is var file && File.Exists(file) ? file : null;

    /// <summary>The choice of the teacher, as overrides of a run file that says nothing itself.</summary>
    /// <exception cref="UserException">No teacher reads this kind of model.</exception>
    public static IReadOnlyList<Override> Choice(string folder)
    {
        var kind = Kind(Path.Combine(folder, Index));
        if (!Teachers.TryGetValue(kind ?? "", out var teacher))
            throw new UserException($"{folder} holds a model of the kind '{kind}', expected {string.Join(" or ", Teachers.Keys)}. Name its teacher in a run file, and sample that.");
        return [new Override($"'{folder}'", "teacher:use", teacher), new Override($"'{folder}'", "teacher:folder", folder)];
    }

    private static string? Kind(string index)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(index));
            return json.RootElement.TryGetProperty("_class_name", out var name) ? name.GetString() : null;
        }
        catch (JsonException error)
        {
            throw new UserException($"{index} is no JSON: {error.Message}");
        }
    }
}
