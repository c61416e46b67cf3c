using System.Text.Json;
using FDistill.Formats.Files;
using FDistill.Hosting.Plugins;

namespace FDistill.Hosting.Packages;

/// <summary>The plugins that were installed as packages, side by side by version, and the lock file that records every file of theirs.</summary>
/// <param name="folder">Where they lie: FOLDER/NAME/VERSION/NAME/NAME.dll, with <c>plugins.lock.json</c> beside them.</param>
public sealed class PackageStore(string folder)
{
    /// <summary>The lock file's name.</summary>
    public const string LockName = "plugins.lock.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Where the packages lie.</summary>
    public string Folder => folder;

    /// <summary>The lock file.</summary>
    public string LockFile => Path.Combine(folder, LockName);

    /// <summary>The store of a user.</summary>
    /// <param name="environment">Gives an environment variable's value.</param>
    public static PackageStore Of(Func<string, string?> environment) => new(Path.Combine(PluginFolders.UserData(environment), "fdistill", "packages"));

    /// <summary>What is recorded, in the order of names and versions.</summary>
    /// <exception cref="UserException">The lock file is damaged; the message says what to do.</exception>
    public IReadOnlyList<InstalledPackage> Read()
    {
        if (!File.Exists(LockFile)) return [];
        try
        {
            return JsonSerializer.Deserialize<Lock>(File.ReadAllText(LockFile), Json)?.Packages ?? throw new JsonException("it holds no packages");
        }
        catch (JsonException damage)
        {
            throw new UserException($"'{LockFile}' is damaged: {damage.Message} Put a copy in its place, or delete it and add your plugins again.", damage);
        }
    }

    /// <summary>The folders that hold installed plugins; what lies in the store without being recorded is none.</summary>
    /// <param name="packages">What is recorded.</param>
    public IReadOnlyList<PluginFolder> FoldersOf(IEnumerable<InstalledPackage> packages) =>
        [.. packages.Where(package => IsInside(package.Folder)).Select(package => new PluginFolder(Path.GetDirectoryName(package.Folder)!, MayBeMissing: false))];

    /// <summary>The folder that a version of a plugin is installed in.</summary>
    public string FolderOf(string name, string version) => Path.Combine(folder, name, version, name);

    /// <summary>Records a plugin, in place of what was recorded of its folder.</summary>
    public void Record(InstalledPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        using var guard = Guard();
        Write([.. Read().Where(other => other.Folder != package.Folder), package]);
    }

    /// <summary>Forgets a plugin and, where it was installed here, deletes its files.</summary>
    public void Remove(InstalledPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        using var guard = Guard();
        Write([.. Read().Where(other => other.Folder != package.Folder)]);
        if (!IsInside(package.Folder) || !Directory.Exists(package.Folder)) return;
        Directory.Delete(Path.GetDirectoryName(package.Folder)!, recursive: true);
        if (Path.GetDirectoryName(Path.GetDirectoryName(package.Folder))! is var versions && !Directory.EnumerateFileSystemEntries(versions).Any()) Directory.Delete(versions);
    }

    /// <summary>Keeps two commands from changing the store at once.</summary>
    /// <exception cref="UserException">Another command is at it.</exception>
    private FileStream Guard()
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, ".busy");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException busy)
        {
            throw new UserException($"Another command is changing the plugins in '{folder}': wait for it to end.", busy);
        }
    }

    private void Write(IEnumerable<InstalledPackage> packages)
    {
        var content = new Lock([.. packages.OrderBy(package => package.Name, StringComparer.Ordinal).ThenBy(package => package.Version, StringComparer.Ordinal)]);
        Durable.WriteFile(LockFile, stream => JsonSerializer.Serialize(stream, content, Json));
    }

    private bool IsInside(string path) => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private sealed record Lock(IReadOnlyList<InstalledPackage> Packages);
}
