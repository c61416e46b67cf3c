using FDistill.Datasets;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.RunFiles;

namespace FDistill.Hosting.Datasets;

/// <summary>A dataset as the command line names it: a run file
/// that has one, or files that a dataset part reads.</summary>
/// <param name="Path">A run file (<c>.json</c>), or a file or folder of data.</param>
/// <param name="Part">The part that reads the data; null for the one that knows it best.</param>
public sealed record DatasetSource(string Path, string? Part)
{
    private const string Use = "--use";

    /// <summary>Whether it is a run file.</summary>
    public bool IsRunFile => System.IO.Path.GetExtension(Path).Equals(".json", StringComparison.OrdinalIgnoreCase);

    private bool IsPattern => Path.Contains('{', StringComparison.Ordinal);

    /// <summary>The choice of the part, as overrides of a run file that says nothing itself.</summary>
    /// <param name="catalog">The parts there are.</param>
    /// <exception cref="UserException">There is no such part, it
    /// reads no files, or the files are not there.</exception>
    internal IReadOnlyList<Override> Choice(PluginCatalog catalog)
    {
        var kind = PartKind.Of(typeof(IDataset));
        if (!System.IO.Path.Exists(Path) && !IsPattern) throw new UserException($"There is no file or folder {Path}.");
        if (Part is null)
        {
            return catalog.ChoiceOf(kind, Path, Use, "Name one with --use.")
                ?? throw new UserException($"No dataset reads {Path} ({catalog.Readables(kind)}): name one that does with --use.");
        }

        return catalog.TryFind(kind, Part, out var part, out var problem) ? PathReaders.Choice(kind, part, Part, Path, Use) : throw new UserException($"{Use}: {problem}");
    }
}
