using FDistill.Hosting.Plugins;

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

    /// <summary>Knows where each key was written.</summary>
    internal RunConfiguration Configuration { get; }
}
