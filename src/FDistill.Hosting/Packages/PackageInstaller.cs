using FDistill.Formats.Files;
using FDistill.Hosting.Plugins;
using FDistill.Plugins;

namespace FDistill.Hosting.Packages;

/// <summary>Installs plugins from packages, whole or not at all.</summary>
/// <param name="store">Where to.</param>
public sealed class PackageInstaller(PackageStore store)
{
    /// <summary>Resolves a package, looks at what it is without running it, and puts it beside the versions that are there.</summary>
    /// <param name="request">Which.</param>
    /// <param name="isTrusted">Whether its code may run.</param>
    /// <param name="cancel">Ends the installation early; nothing is installed then.</param>
    /// <returns>What was installed and recorded.</returns>
    /// <exception cref="UserException">There is no such package, it is no plugin, it does not fit this host, or this version is installed already.</exception>
    public async Task<InstalledPackage> AddAsync(PackageRequest request, bool isTrusted, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var isFile = request.Package.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase) || File.Exists(request.Package);
        var wanted = isFile ? PackageFile.Read(request.Package) : new PackageFile(request.Package, request.Version ?? "");

        using var resolution = new PackageResolution();
        var files = await resolution.ResolveAsync(wanted.Id, wanted.Version.Length > 0 ? wanted.Version : null, request, cancel).ConfigureAwait(false);
        var assembly = files.FirstOrDefault(file => string.Equals(file.Path, wanted.Id + ".dll", StringComparison.OrdinalIgnoreCase)).File
            ?? throw new UserException($"The package '{wanted.Id}' is no plugin: it brings no {wanted.Id}.dll for this .NET. A plugin's package has the name of its assembly.");
        var version = wanted.Version.Length > 0 ? wanted.Version : VersionOf(assembly, wanted.Id);
        RequirePlugin(wanted.Id, assembly);

        var name = Path.GetFileNameWithoutExtension(assembly);
        var place = store.FolderOf(name, version);
        if (Directory.Exists(place)) throw new UserException($"{name} {version} is installed already, in {place}. To install it anew: 'fdistill plugins remove {name} --version {version}' first.");
        Place(files, place);
        var package = new InstalledPackage(name, version, isFile ? Path.GetFullPath(request.Package) : request.Sources is [var one] ? one : "the configured feeds", place, isTrusted, FileHashes.Of(place));
        store.Record(package);
        return package;
    }

    /// <summary>In NuGet's cache, a package's folder bears its version: …/name/version/lib/net10.0/name.dll.</summary>
    private static string VersionOf(string assembly, string id)
    {
        for (var folder = new DirectoryInfo(Path.GetDirectoryName(assembly)!); folder.Parent is { } parent; folder = parent)
            if (string.Equals(parent.Name, id, StringComparison.OrdinalIgnoreCase)) return folder.Name;
        throw new InvalidOperationException($"'{assembly}' does not lie in a package folder of {id}");
    }

    private static void RequirePlugin(string id, string assembly)
    {
        try
        {
            var metadata = PluginMetadataReader.Read(assembly);
            if (ContractCheck.Mismatch(metadata.Contract, ContractVersion.Current) is { } mismatch) throw new UserException($"The package '{id}' does not fit: {mismatch}");
        }
        catch (Exception failure) when (failure is InvalidDataException or BadImageFormatException)
        {
            throw new UserException($"The package '{id}' is no plugin. {failure.Message}", failure);
        }
    }

    private void Place(IReadOnlyList<(string File, string Path)> files, string place)
    {
        var unfinished = Path.Combine(store.Folder, $".unfinished-{Guid.NewGuid():n}");
        try
        {
            foreach (var (file, path) in files)
            {
                var target = Path.GetFullPath(Path.Combine(unfinished, path));
                if (!target.StartsWith(unfinished + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new UserException($"The package would write outside of its folder: '{path}'.");
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            Durable.RenameFolder(unfinished, place);
        }
        catch
        {
            if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
            throw;
        }
    }
}
