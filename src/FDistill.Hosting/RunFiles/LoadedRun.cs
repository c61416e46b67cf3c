using FDistill.Hosting.Plugins;
using FDistill.Plugins;

namespace FDistill.Hosting.RunFiles;

/// <summary>A run file that was read, bound and found free of mistakes, with the plugins it chooses from.</summary>
/// <typeparam name="TRunFile">Which kind of run file.</typeparam>
public sealed class LoadedRun<TRunFile> where TRunFile : RunFile
{
    internal LoadedRun(RunConfiguration configuration, TRunFile runFile, PluginCatalog catalog, IReadOnlyList<MissingFile> missing)
    {
        Missing = missing;
        Configuration = configuration;
        RunFile = runFile;
        Catalog = catalog;
    }

    /// <summary>The file's content, with everything that overrides it.</summary>
    public TRunFile RunFile { get; }

    /// <summary>Files that it names and that are not there.</summary>
    public IReadOnlyList<MissingFile> Missing { get; }

    /// <summary>The plugins found.</summary>
    public PluginCatalog Catalog { get; }

    /// <summary>Options of it that were set away from their defaults and have no effect beside the others: of
    /// each its key and why. What the divergence makes of them is seen when the run is composed.</summary>
    public IEnumerable<IdleOption> IdleOptions => IdleOptionSearch.Of(RunFile);

    /// <summary>Knows where each key was written.</summary>
    internal RunConfiguration Configuration { get; }
}
