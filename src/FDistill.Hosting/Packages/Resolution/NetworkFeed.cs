using NuGet.Common;
using NuGet.Configuration;
using NuGet.Packaging.Core;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace FDistill.Hosting.Packages.Resolution;

/// <summary>A feed in the network, asked by NuGet's own client with the user's proxies, credentials and
/// certificates.</summary>
internal sealed class NetworkFeed : IPackageFeed
{
    private readonly PackageSource source;
    private readonly SourceRepository repository;
    private readonly SourceCacheContext cache;

    /// <summary>Takes up a feed; nothing is asked yet.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="cache">What was asked already.</param>
    /// <exception cref="UserException">It is to be asked by HTTP, which anybody on the way can change, and the user's
    /// configuration does not allow that.</exception>
    public NetworkFeed(PackageSource source, SourceCacheContext cache)
    {
        if (source is { IsHttp: true, IsHttps: false, AllowInsecureConnections: false })
            throw new UserException($"The feed '{source.Source}' is an http address: whoever is on the way could change its packages. Give its https address, or allow it by 'allowInsecureConnections' in your NuGet configuration.");
        (this.source, this.cache, repository) = (source, cache, Repository.Factory.GetCoreV3(source));
    }

    /// <inheritdoc/>
    public string Name => source.Source;

    /// <inheritdoc/>
    public bool IsCache => false;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NuGetVersion>> VersionsAsync(string id, CancellationToken cancel) =>
        [.. await (await PackagesAsync(cancel).ConfigureAwait(false)).GetAllVersionsAsync(id, cache, NullLogger.Instance, cancel).ConfigureAwait(false)];

    /// <inheritdoc/>
    public async Task CopyAsync(string id, NuGetVersion version, string target, CancellationToken cancel)
    {
        using var downloader = await (await PackagesAsync(cancel).ConfigureAwait(false)).GetPackageDownloaderAsync(new PackageIdentity(id, version), cache, NullLogger.Instance, cancel).ConfigureAwait(false);
        if (downloader is null || !await downloader.CopyNupkgFileToAsync(target, cancel).ConfigureAwait(false)) throw new FatalProtocolException($"{Name} lists {id} {version} but does not give it.");
    }

    private async Task<FindPackageByIdResource> PackagesAsync(CancellationToken cancel) =>
        await repository.GetResourceAsync<FindPackageByIdResource>(cancel).ConfigureAwait(false) ?? throw new FatalProtocolException($"{Name} is no NuGet feed.");
}
