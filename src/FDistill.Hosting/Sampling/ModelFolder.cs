using FDistill.Hosting.Plugins;
using FDistill.Hosting.RunFiles;
using FDistill.Teachers;

namespace FDistill.Hosting.Sampling;

/// <summary>A model outside any run.</summary>
internal static class ModelFolder
{
    /// <summary>The run file in a model that was exported here: it names the
    /// model as a teacher, and says how its student is sampled.</summary>
    private const string Facts = "fdistill.json";

    private static readonly PartKind Teacher = PartKind.Of(typeof(ITeacher));

    /// <summary>The run file of a model that was exported here; null for any other model.</summary>
    public static string? RunFile(string folder) => Path.Combine(folder, Facts) is var file && File.Exists(file) ? file : null;

    /// <summary>The teacher that reads a model, as overrides of a run file
    /// that says nothing itself; null where no teacher does.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="catalog">The teachers there are.</param>
    /// <exception cref="UserException">Several teachers read it, or what says what it is is damaged.</exception>
    public static IReadOnlyList<Override>? Choice(string folder, PluginCatalog catalog) =>
        catalog.ChoiceOf(Teacher, folder, $"'{folder}'", "Name one in a run file, and sample that.");

    /// <summary>What models teachers read, for messages; empty where none says so.</summary>
    /// <param name="catalog">The teachers there are.</param>
    public static string Readables(PluginCatalog catalog) => catalog.Readables(Teacher);
}
