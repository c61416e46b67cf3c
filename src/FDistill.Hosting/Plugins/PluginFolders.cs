namespace FDistill.Hosting.Plugins;

/// <summary>Where plugins are looked for: every FOLDER/NAME/NAME.dll in these.</summary>
public static class PluginFolders
{
    /// <summary>The folder of the bundled plugins, beside the program.</summary>
    internal const string Bundled = "plugins";

    /// <summary>The environment variable that names further folders, separated as in PATH.</summary>
    public const string Variable = "FDISTILL_PLUGINS";

    /// <summary>The folders of a run, the most specific last: bundled, installed
    /// packages, the user's, the environment's, the run file's.</summary>
    /// <param name="runFile">The full paths of the folders that the run file names.</param>
    /// <param name="packages">The folders of installed packages.</param>
    /// <param name="environment">Gives an environment variable's value.</param>
    public static IReadOnlyList<PluginFolder> Of(IEnumerable<string> runFile, IEnumerable<PluginFolder> packages, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(runFile);
        ArgumentNullException.ThrowIfNull(packages);
        ArgumentNullException.ThrowIfNull(environment);
        var named = (environment(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return
        [
            new PluginFolder(Path.Combine(AppContext.BaseDirectory, Bundled), MayBeMissing: true) { IsBundled = true },
            .. packages,
            new PluginFolder(Path.Combine(UserData(environment), "fdistill", "plugins"), MayBeMissing: true),
            .. named.Select(folder => new PluginFolder(Path.GetFullPath(folder), MayBeMissing: false)),
            .. runFile.Select(folder => new PluginFolder(folder, MayBeMissing: false)),
        ];
    }

    /// <summary>The folder of the user's data, as a full path.</summary>
    internal static string UserData(Func<string, string?> environment) => environment("XDG_DATA_HOME") is { Length: > 0 } chosen
        ? Path.GetFullPath(chosen)
        : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
}

/// <summary>A folder of plugins.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="MayBeMissing">Whether it is no mistake if it does not exist.</param>
public sealed record PluginFolder(string Path, bool MayBeMissing)
{
    /// <summary>Whether its plugins came with the host.</summary>
    public bool IsBundled { get; init; }
}
