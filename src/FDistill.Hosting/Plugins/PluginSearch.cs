using FDistill.Hosting.Packages;
using FDistill.Plugins;

namespace FDistill.Hosting.Plugins;

/// <summary>Which plugins to load.</summary>
/// <param name="Folders">Where to look, the most specific last: of two
/// plugins of the same name and version the later one is taken.</param>
/// <param name="Disabled">Names of plugins to leave out.</param>
public sealed record PluginSearch(IReadOnlyList<PluginFolder> Folders, IReadOnlyList<string> Disabled)
{
    /// <summary>The contract that the host offers.</summary>
    internal string Contract { get; init; } = ContractVersion.Current;

    /// <summary>Whose code may run.</summary>
    public PluginTrust Trust { get; init; } = PluginTrust.Anything;

    /// <summary>What is wrong with the search itself; listed beside the plugins.</summary>
    internal IReadOnlyList<PluginReport> Mistakes { get; init; } = [];

    /// <summary>Where private copies of plugins are made; null for the system's folder of temporary files.</summary>
    internal string? Copies { get; init; }

    /// <summary>The search of a run. Where the lock file of installed plugins is
    /// damaged, none but the bundled plugins runs, and the list says why.</summary>
    /// <param name="runFile">The full paths of the folders that the run file names.</param>
    /// <param name="disabled">The names of plugins that it leaves out.</param>
    /// <param name="environment">Gives an environment variable's value.</param>
    /// <exception cref="UserException">The environment says of trust what is neither 0 nor 1.</exception>
    public static PluginSearch Of(IEnumerable<string> runFile, IReadOnlyList<string> disabled, Func<string, string?> environment)
    {
        var store = PackageStore.Of(environment);
        var copies = Path.Combine(PluginFolders.UserData(environment), "fdistill", "loaded");
        try
        {
            var packages = store.Read();
            return new(PluginFolders.Of(runFile, store.FoldersOf(packages), environment), disabled) { Trust = PluginTrust.Of(packages, environment), Copies = copies };
        }
        catch (DamagedLockException damage)
        {
            return new(PluginFolders.Of(runFile, [], environment), disabled)
            {
                Trust = PluginTrust.Nothing(damage.Message), Copies = copies,
                Mistakes = [new PluginReport(PackageStore.LockName, store.LockFile, PluginStatus.Faulted, damage.Message)],
            };
        }
    }
}
