using FDistill.Hosting.Packages.Resolution;
using FDistill.Hosting.Plugins;
using FDistill.Plugins;

namespace FDistill.Hosting.Packages;

/// <summary>Installs plugins from packages, whole or not at all.</summary>
/// <param name="store">Where to.</param>
public sealed class PackageInstaller(PackageStore store)
{
    /// <summary>Resolves a package, looks at what it is without running
    /// it, and puts it beside the versions that are there.</summary>
    /// <param name="request">Which.</param>
    /// <param name="isTrusted">Whether its code may run.</param>
    /// <param name="cancel">Ends the installation early; nothing is installed then.</param>
    /// <returns>What was installed and recorded.</returns>
    /// <exception cref="UserException">There is no such package, it is no plugin,
    /// it does not fit this host, or this version is installed already.</exception>
    public async Task<InstalledPackage> AddAsync(PackageRequest request, bool isTrusted, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var file = request.Package.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase) || File.Exists(request.Package) ? PackageFile.Read(request.Package) : null;
        var (id, wanted) = file is null ? (request.Package, request.Version) : (file.Id, file.Version);
        if (!PackageNames.IsId(id)) throw new UserException($"'{id}' is neither a .nupkg file nor a package's name: letters, digits and underscores joined by dots or dashes.");
        if (wanted is not null && !PackageNames.IsVersion(wanted)) throw new UserException($"'{wanted}' is no version of a package: expected one like 1.2.0 or 1.2.0-beta.1.");

        store.Read();   // a damaged lock file is reported before anything is fetched
        using var work = WorkFolder.Create(store.Folder, PackageStore.Unfinished);
        var (files, version) = await new PackageResolution(work.Folder, request).ResolveAsync(id, wanted, file, cancel).ConfigureAwait(false);
        var assembly = Directory.EnumerateFiles(files).FirstOrDefault(path => string.Equals(Path.GetFileName(path), id + ".dll", StringComparison.OrdinalIgnoreCase))
            ?? throw new UserException($"The package '{id}' is no plugin: it brings no {id}.dll for this .NET. A plugin's package has the name of its assembly.");
        RequirePlugin(id, assembly);

        var name = Path.GetFileNameWithoutExtension(assembly);
        var source = file is not null ? Path.GetFullPath(request.Package) : request.Sources is [var one] ? one : "the configured feeds";
        var package = new InstalledPackage(name, version, source, store.FolderOf(name, version), isTrusted, FileHashes.Of(files));
        store.Install(package, files);
        return package;
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
}
