using NuGet.Frameworks;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace FDistill.Hosting.Packages.Resolution;

/// <summary>Chooses the versions of a package and of all that it depends on.</summary>
/// <remarks>
/// NuGet's rule: of each package the lowest version that satisfies everybody who needs it. Packages that the host or
/// .NET itself provides are not chosen. Feeds are asked in their order, and no further ones once a package is found in
/// exactly the lowest version that will do: what the user has already costs no question to the network.
/// </remarks>
/// <param name="feeds">Where packages are to be had.</param>
/// <param name="fetched">Those that were looked at.</param>
internal sealed class PackageGraph(IReadOnlyList<IPackageFeed> feeds, FetchedPackages fetched)
{
    private readonly Dictionary<string, List<(NuGetVersion Version, IPackageFeed Feed)>> offers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, NuGetVersion> chosen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Resolves what one package needs.</summary>
    /// <param name="root">The package.</param>
    /// <param name="cancel">Ends the search early.</param>
    /// <returns>The packages, the one asked for first, and what is wanted of each.</returns>
    /// <exception cref="UserException">A package is not to be had, or no version satisfies everybody.</exception>
    public async Task<IReadOnlyList<(PackageArchive Package, AssetKinds Kinds)>> ResolveAsync(PackageDemand root, CancellationToken cancel)
    {
        for (var round = 0; round <= 2 * PackageLimits.Packages; round++)
        {
            var found = await WalkAsync(root, cancel).ConfigureAwait(false);
            var hasChanged = false;
            foreach (var demands in found.Demands.GroupBy(demand => demand.Id, StringComparer.OrdinalIgnoreCase)) hasChanged |= await ChooseAsync([.. demands], cancel).ConfigureAwait(false);
            if (!hasChanged) return found.Packages;
        }

        throw new UserException($"NuGet cannot resolve the package '{root.Id}': after {2 * PackageLimits.Packages} rounds its dependencies still ask for other versions of each other.");
    }

    /// <summary>Follows the dependencies of what is chosen so far.</summary>
    private async Task<(IReadOnlyList<PackageDemand> Demands, IReadOnlyList<(PackageArchive Package, AssetKinds Kinds)> Packages)> WalkAsync(PackageDemand root, CancellationToken cancel)
    {
        var (demands, order, kinds) = (new List<PackageDemand>(), new List<PackageArchive>(), new Dictionary<PackageArchive, AssetKinds>());
        var open = new Queue<PackageDemand>([root]);
        while (open.TryDequeue(out var demand))
        {
            demands.Add(demand);
            if (!chosen.TryGetValue(demand.Id, out var version)) continue;
            var package = await FetchAsync(demand.Id, version, cancel).ConfigureAwait(false);
            var known = kinds.TryGetValue(package, out var already);
            if (known && (already | demand.Kinds) == already) continue;
            if (!known) order.Add(package);
            kinds[package] = already | demand.Kinds;
            foreach (var dependency in Dependencies(package, kinds[package])) open.Enqueue(dependency);
        }

        return (demands, [.. order.Select(package => (package, kinds[package]))]);
    }

    private async Task<bool> ChooseAsync(IReadOnlyList<PackageDemand> demands, CancellationToken cancel)
    {
        var id = demands[0].Id;
        var now = chosen.GetValueOrDefault(id);
        if (now is not null && demands.All(demand => demand.Range.Satisfies(now))) return false;

        var range = demands.Count == 1 ? demands[0].Range : VersionRange.CommonSubSet(demands.Select(demand => demand.Range));
        var offered = await OffersAsync(id, range is { IsFloating: false, IsMinInclusive: true } ? range.MinVersion : null, cancel).ConfigureAwait(false);
        var best = range.FindBestMatch(offered.Where(offer => !range.IsFloating || !offer.Feed.IsCache).Select(offer => offer.Version)) ?? range.FindBestMatch(offered.Select(offer => offer.Version));
        if (best is null || !demands.All(demand => demand.Range.Satisfies(best))) throw new UserException(Missing(demands, offered));
        chosen[id] = best;
        return true;
    }

    private Task<PackageArchive> FetchAsync(string id, NuGetVersion version, CancellationToken cancel) =>
        fetched.FetchAsync(id, version, offers[id].First(offer => offer.Version == version).Feed, cancel);

    /// <summary>The versions of a package that the feeds have, as far as they have to be asked for one that will
    /// do.</summary>
    private async Task<IReadOnlyList<(NuGetVersion Version, IPackageFeed Feed)>> OffersAsync(string id, NuGetVersion? enough, CancellationToken cancel)
    {
        if (!offers.TryGetValue(id, out var found)) offers[id] = found = [];
        for (var next = asked.GetValueOrDefault(id); next < feeds.Count && (enough is null || found.All(offer => offer.Version != enough)); asked[id] = ++next)
            found.AddRange((await feeds[next].VersionsAsync(id, cancel).ConfigureAwait(false)).Select(version => (version, feeds[next])));
        return found;
    }

    private static IEnumerable<PackageDemand> Dependencies(PackageArchive package, AssetKinds kinds)
    {
        var name = $"{package.Id} {package.Version}";
        var groups = PackageArchive.Guarded(name, () => package.Nuspec.GetDependencyGroups().ToList());
        var group = FrameworkPackages.Accepted.Select(framework => NuGetFrameworkUtility.GetNearest(groups, framework)).FirstOrDefault(group => group is not null);
        foreach (var dependency in group?.Packages ?? [])
        {
            if (!PackageNames.IsId(dependency.Id)) throw new UserException($"The package '{name}' depends on '{dependency.Id}', which is no package's name.");
            if (HostPackages.All.FirstOrDefault(provided => string.Equals(provided.Id, dependency.Id, StringComparison.OrdinalIgnoreCase)) is { } host)
            {
                if (dependency.VersionRange.MinVersion > NuGetVersion.Parse(host.Version)) throw new UserException($"The package '{name}' needs {host.Id} {dependency.VersionRange.PrettyPrint()}; this host has {host.Version}. Update the host.");
                continue;
            }

            if (!FrameworkPackages.Provides(dependency.Id, dependency.VersionRange)) yield return new PackageDemand(dependency.Id, dependency.VersionRange, kinds & Kinds(dependency), name);
        }
    }

    /// <summary>What a dependency includes less what it excludes; content only where it is named.</summary>
    private static AssetKinds Kinds(PackageDependency dependency) =>
        (dependency.Include.Count > 0 ? Kinds(dependency.Include) : AssetKinds.All & ~AssetKinds.ContentFiles) & ~Kinds(dependency.Exclude);

    private static AssetKinds Kinds(IEnumerable<string> names) => names.Aggregate(AssetKinds.None, (kinds, name) => kinds | name.Trim().ToUpperInvariant() switch
    {
        "ALL" => AssetKinds.All,
        "RUNTIME" => AssetKinds.Runtime,
        "NATIVE" => AssetKinds.Native,
        "CONTENTFILES" => AssetKinds.ContentFiles,
        _ => AssetKinds.None,
    });

    private string Missing(IReadOnlyList<PackageDemand> demands, IReadOnlyList<(NuGetVersion Version, IPackageFeed Feed)> offered)
    {
        var needed = string.Concat(demands.DistinctBy(demand => $"{demand}").Select(demand => $"{Environment.NewLine}  needed: {demand}"));
        var versions = offered.Select(offer => offer.Version).Distinct().Order().TakeLast(12).Select(version => version.ToNormalizedString()).ToList();
        var there = versions.Count == 0 ? "No feed has it." : $"No version does for all who need it; there {(versions.Count == 1 ? "is" : "are")} {string.Join(", ", versions)}.";
        var feedNames = feeds.Count == 0 ? "no feed at all" : string.Join(", ", feeds.Select(feed => feed.Name));
        return $"NuGet cannot resolve the package '{demands[0].Id}'. {there}{needed}{Environment.NewLine}  looked in: {feedNames}";
    }
}
