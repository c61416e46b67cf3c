using FDistill.Formats.Files;
using FDistill.Hosting.Packages.Resolution;
using FDistill.Hosting.Plugins;

namespace FDistill.Hosting.Packages;

/// <summary>The plugins that were installed as packages, side by side by version, and the lock file that records every
/// file of theirs.</summary>
public sealed class PackageStore
{
    /// <summary>The lock file's name.</summary>
    public const string LockName = "plugins.lock.json";

    /// <summary>What folders of installations that are under way begin with.</summary>
    internal const string Unfinished = ".unfinished";

    /// <summary>A store in a folder.</summary>
    /// <param name="folder">Where they lie: FOLDER/NAME/VERSION/NAME/NAME.dll, with <c>plugins.lock.json</c> beside
    /// them.</param>
    public PackageStore(string folder) => Folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>Where the packages lie, as a full path.</summary>
    public string Folder { get; }

    /// <summary>The lock file.</summary>
    public string LockFile => Path.Combine(Folder, LockName);

    /// <summary>The store of a user.</summary>
    /// <param name="environment">Gives an environment variable's value.</param>
    public static PackageStore Of(Func<string, string?> environment) => new(Path.Combine(PluginFolders.UserData(environment), "fdistill", "packages"));

    /// <summary>What is recorded, in the order of names and versions.</summary>
    /// <exception cref="UserException">The lock file is damaged, or a record of it is none that this store could have
    /// written; the message says what to do.</exception>
    public IReadOnlyList<InstalledPackage> Read()
    {
        if (!Path.Exists(LockFile)) return [];
        try
        {
            var packages = PackageLock.Read(LockFile);
            foreach (var package in packages)
                if (Misplacement(package) is { } mistake) throw new InvalidDataException($"The record of {package.Name} {package.Version} has the folder '{package.Folder}': {mistake}.");
            return packages;
        }
        catch (Exception damage) when (damage is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new DamagedLockException($"'{LockFile}' is damaged: {damage.Message} Put a copy in its place, or delete it and add your plugins again.", damage);
        }
    }

    /// <summary>The folders that hold installed plugins; what lies in the store without being recorded is
    /// none.</summary>
    /// <param name="packages">What is recorded.</param>
    public IReadOnlyList<PluginFolder> FoldersOf(IEnumerable<InstalledPackage> packages) =>
        [.. packages.Where(package => Misplacement(package) is null && IsInside(package.Folder)).Select(package => new PluginFolder(Path.GetDirectoryName(package.Folder)!, MayBeMissing: false))];

    /// <summary>The folder that a version of a plugin is installed in.</summary>
    public string FolderOf(string name, string version) => Path.Combine(Folder, name, version, name);

    /// <summary>Records a plugin, in place of what was recorded of its folder.</summary>
    /// <exception cref="UserException">Its folder is none that a plugin may have, or the lock file is
    /// damaged.</exception>
    public void Record(InstalledPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        RequirePlace(package);
        using var guard = Guard();
        Write([.. Read().Where(other => other.Folder != package.Folder), package]);
    }

    /// <summary>Forgets a plugin and, where it was installed here, deletes its files.</summary>
    /// <exception cref="UserException">Its folder is none that a plugin may have, or leads out of the store by a link;
    /// nothing is deleted then.</exception>
    public void Remove(InstalledPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        RequirePlace(package);
        using var guard = Guard();
        var isInstalled = IsInside(package.Folder) && Directory.Exists(package.Folder);
        if (isInstalled) RequireNoLink(package.Folder);
        Write([.. Read().Where(other => other.Folder != package.Folder)]);
        if (!isInstalled) return;
        Directory.Delete(Path.GetDirectoryName(package.Folder)!, recursive: true);
        if (Path.GetDirectoryName(Path.GetDirectoryName(package.Folder))! is var versions && !Directory.EnumerateFileSystemEntries(versions).Any()) Directory.Delete(versions);
    }

    /// <summary>Puts a plugin's files into its folder and records them.</summary>
    /// <param name="package">The plugin, with the folder of this store that it gets.</param>
    /// <param name="files">A folder of its files in this store, which becomes that one.</param>
    /// <exception cref="UserException">This version is installed already.</exception>
    internal void Install(InstalledPackage package, string files)
    {
        RequirePlace(package);
        using var guard = Guard();
        var recorded = Read();
        var (name, version, place) = (package.Name, package.Version, package.Folder);
        if (recorded.Any(other => other.Folder == place)) throw new UserException($"{name} {version} is installed already, in {place}. To install it anew: 'fdistill plugins remove {name} --version {version}' first.");

        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        RequireNoLink(Path.GetDirectoryName(place)!);
        if (Directory.Exists(place)) Directory.Delete(place, recursive: true);   // left by an installation that was killed before it was recorded
        Durable.RenameFolder(files, place);
        Write([.. recorded, package]);
    }

    /// <summary>Keeps two commands from changing the store at once.</summary>
    /// <exception cref="UserException">Another command is at it.</exception>
    private FileStream Guard()
    {
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, ".busy");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException busy)
        {
            throw new UserException($"Another command is changing the plugins in '{Folder}': wait for it to end.", busy);
        }
    }

    private void Write(IEnumerable<InstalledPackage> packages) =>
        PackageLock.Write(LockFile, [.. packages.OrderBy(package => package.Name, StringComparer.Ordinal).ThenBy(package => package.Version, StringComparer.Ordinal)]);

    /// <summary>Why a record's folder is none: it has to be a full path as .NET writes it, which ends in the plugin's
    /// name and, in the store, is STORE/NAME/VERSION/NAME. Null where it is one.</summary>
    private string? Misplacement(InstalledPackage package)
    {
        var folder = package.Folder;
        if (folder.Contains('\0', StringComparison.Ordinal) || !Path.IsPathFullyQualified(folder) || folder != Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) return "it is no full path";
        if (Path.GetFileName(folder) != package.Name) return "a plugin's folder has its name";
        if (folder == Folder || !IsInside(folder)) return null;
        return PackageNames.IsId(package.Name) && PackageNames.IsVersion(package.Version) && folder == FolderOf(package.Name, package.Version)
            ? null : $"expected {FolderOf("NAME", "VERSION")}";
    }

    private void RequirePlace(InstalledPackage package)
    {
        if (Misplacement(package) is { } mistake) throw new UserException($"The folder '{package.Folder}' of {package.Name} {package.Version} is refused: {mistake}.");
    }

    private void RequireNoLink(string folder)
    {
        for (var above = folder; above.Length > Folder.Length; above = Path.GetDirectoryName(above)!)
            if (new DirectoryInfo(above).LinkTarget is { } target) throw new UserException($"'{above}' is a link to '{target}', and nothing behind it is touched. Delete the link yourself, then try again.");
    }

    private bool IsInside(string path) => path.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
