using System.Reflection;
using FDistill.Datasets;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.RunFiles;
using FDistill.Plugins;

namespace FDistill.Hosting.Datasets;

/// <summary>A dataset as the command line names it: a run file that has one, or files that a dataset part reads.</summary>
/// <param name="Path">A run file (<c>.json</c>), or a file or folder of data.</param>
/// <param name="Part">The part that reads the data; null for the one that its kind determines.</param>
public sealed record DatasetSource(string Path, string? Part)
{
    /// <summary>The part that reads texts, one a line.</summary>
    public const string Prompts = "prompts";

    private const string LabelFile = "dataset.json", EncodedFile = "encoded.json";

    /// <summary>Whether it is a run file.</summary>
    public bool IsRunFile => System.IO.Path.GetExtension(Path).Equals(".json", StringComparison.OrdinalIgnoreCase);

    private bool IsPattern => Path.Contains('{', StringComparison.Ordinal);

    private string PartOfFolder =>
        File.Exists(System.IO.Path.Combine(Path, EncodedFile)) ? "encoded"
        : File.Exists(System.IO.Path.Combine(Path, LabelFile)) ? "edm-zip"
        : Directory.EnumerateFiles(Path, "*.tar").Any() ? "webdataset"
        : "image-folder";

    private string PartOfFile => System.IO.Path.GetExtension(Path).ToLowerInvariant() switch
    {
        ".tar" => "webdataset",
        ".txt" => Prompts,
        _ => "edm-zip",
    };

    /// <summary>The choice of the part, as overrides of a run file that says nothing itself.</summary>
    /// <param name="catalog">The parts there are.</param>
    /// <exception cref="UserException">There is no such part, it reads no files, or the files are not there.</exception>
    internal IReadOnlyList<Override> Choice(PluginCatalog catalog)
    {
        if (!System.IO.Path.Exists(Path) && !IsPattern) throw new UserException($"There is no file or folder {Path}.");
        var name = Part ?? (Directory.Exists(Path) ? PartOfFolder : PartOfFile);
        if (!catalog.TryFind(PartKind.Of(typeof(IDataset)), name, out var part, out var problem)) throw new UserException($"--use: {problem}");
        var property = OptionTypes.Settable(part.OptionsType).LastOrDefault(option => option.PropertyType == typeof(string) && option.GetCustomAttribute<FilePathAttribute>() is not null)
            ?? throw new UserException($"--use: '{name}' reads no files; choose it in a run file, and name that.");
        return [new Override("--use", "dataset:use", name), new Override($"'{Path}'", KeyPath.Below("dataset", KeyPath.Key(property.Name)), System.IO.Path.GetFullPath(Path))];
    }
}
