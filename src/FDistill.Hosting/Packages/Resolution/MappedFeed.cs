using NuGet.Configuration;
using NuGet.Versioning;

namespace FDistill.Hosting.Packages.Resolution;

/// <summary>A configured feed that is asked only for the packages that the user's package source mapping gives
/// it.</summary>
/// <param name="feed">The feed.</param>
/// <param name="name">Its name in the configuration.</param>
/// <param name="mapping">The mapping.</param>
internal sealed class MappedFeed(IPackageFeed feed, string name, PackageSourceMapping mapping) : IPackageFeed
{
    /// <inheritdoc/>
    public string Name => feed.Name;

    /// <inheritdoc/>
    public bool IsCache => feed.IsCache;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NuGetVersion>> VersionsAsync(string id, CancellationToken cancel) =>
        mapping.GetConfiguredPackageSources(id).Contains(name, StringComparer.OrdinalIgnoreCase) ? await feed.VersionsAsync(id, cancel).ConfigureAwait(false) : [];

    /// <inheritdoc/>
    public Task CopyAsync(string id, NuGetVersion version, string target, CancellationToken cancel) => feed.CopyAsync(id, version, target, cancel);
}
