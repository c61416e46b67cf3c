using NuGet.Versioning;

namespace FDistill.Hosting.Packages.Resolution;

/// <summary>Private copies of the packages that one installation looks at: what was read of a package is what is
/// installed.</summary>
/// <param name="folder">An empty folder for them.</param>
/// <param name="signatures">Verifies those that do not come from the user's cache.</param>
internal sealed class FetchedPackages(string folder, PackageSignatures signatures) : IDisposable
{
    private readonly Dictionary<(string Id, NuGetVersion Version), PackageArchive> archives = [];

    /// <summary>A package, copied and opened when it is first asked for.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="feed">Where it is.</param>
    /// <param name="cancel">Ends the copy early.</param>
    /// <exception cref="UserException">It is damaged, is another package than its name says, is beyond the limits, or
    /// its signature is refused.</exception>
    public async Task<PackageArchive> FetchAsync(string id, NuGetVersion version, IPackageFeed feed, CancellationToken cancel)
    {
        var key = (id.ToUpperInvariant(), version);
        if (archives.TryGetValue(key, out var known)) return known;
        if (archives.Count == PackageLimits.Packages) throw new UserException($"The packages that it depends on are too many: more than {PackageLimits.Packages} were looked at.");

        var file = Path.Combine(folder, $"{archives.Count}.nupkg");
        await feed.CopyAsync(id, version, file, cancel).ConfigureAwait(false);
        var name = $"{id} {version.ToNormalizedString()} of {feed.Name}";
        var archive = PackageArchive.Open(file, name);
        archives[key] = archive;
        if (!string.Equals(archive.Id, id, StringComparison.OrdinalIgnoreCase) || NuGetVersion.Parse(archive.Version) != version)
            throw new UserException($"'{name}' says that it is {archive.Id} {archive.Version}: its file has another package's name.");
        if (!feed.IsCache) await signatures.VerifyAsync(file, name, cancel).ConfigureAwait(false);
        return archive;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var archive in archives.Values) archive.Dispose();
    }
}
