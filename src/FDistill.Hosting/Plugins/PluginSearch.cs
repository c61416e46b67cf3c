using FDistill.Hosting.Packages;
using FDistill.Plugins;

namespace FDistill.Hosting.Plugins;

/// <summary>Which plugins to load.</summary>
/// <param name="Folders">Where to look, the most specific last: of two plugins of the same name and version the later one is taken.</param>
/// <param name="Disabled">Names of plugins to leave out.</param>
public sealed record PluginSearch(IReadOnlyList<PluginFolder> Folders, IReadOnlyList<string> Disabled)
{
    /// <summary>The contract that the host offers.</summary>
    internal string Contract { get; init; } = ContractVersion.Current;

    /// <summary>Whose code may run.</summary>
    public PluginTrust Trust { get; init; } = PluginTrust.Anything;

    /// <summary>The search of a run.</summary>
    /// <param name="runFile">The full paths of the folders that the run file names.</param>
    /// <param name="disabled">The names of plugins that it leaves out.</param>
    /// <param name="environment">Gives an environment variable's value.</param>
    /// <exception cref="UserException">The lock file of installed plugins is damaged.</exception>
    public static PluginSearch Of(IEnumerable<string> runFile, IReadOnlyList<string> disabled, Func<string, string?> environment)
    {
        var store = PackageStore.Of(environment);
        var packages = store.Read();
        return new(PluginFolders.Of(runFile, store.FoldersOf(packages), environment), disabled) { Trust = PluginTrust.Of(packages, environment) };
    }
}
