using FDistill.Hosting.Packages.Resolution;
using NuGet.Configuration;
using NuGet.Packaging.Core;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace FDistill.Hosting.Packages;

/// <summary>Resolves a package and what it depends on, in this process, by NuGet's own libraries: the user's feeds,
/// credentials, signatures and caches.</summary>
/// <remarks>
/// <para>Not by a restore of the .NET SDK: that is MSBuild, which evaluates <c>build</c> and <c>buildTransitive</c>
/// files of every package, response files and properties of the folders
/// above, and whatever stands in a name. Each of these can be shut by a setting, but one that is forgotten, or that a
/// later SDK adds, runs a stranger's code before anybody trusts it.
/// Here a package is a zip file whose texts are read and whose chosen files are copied; nothing in it is evaluated, and
/// no SDK is needed.</para>
/// <para>What this leaves out: credential provider plugins (credentials of the configuration are used),
/// <c>runtime.json</c> of packages for .NET before 2018, and files that a package
/// copies by targets of its own.</para>
/// </remarks>
/// <param name="folder">An empty folder for copies of packages and their files.</param>
/// <param name="request">Where to look.</param>
internal sealed class PackageResolution(string folder, PackageRequest request)
{
    /// <summary>Finds the files that a plugin needs on this machine, besides what the host provides, and puts copies of
    /// them into a folder.</summary>
    /// <param name="id">The package's name.</param>
    /// <param name="version">Its version; null for the newest.</param>
    /// <param name="file">What the file is that is asked for; null where a package is asked for by name.</param>
    /// <param name="cancel">Ends the search early.</param>
    /// <returns>The folder of the files and the package's version.</returns>
    /// <exception cref="UserException">The package cannot be resolved; the message says why.</exception>
    public async Task<(string Folder, string Version)> ResolveAsync(string id, string? version, PackageFile? file, CancellationToken cancel)
    {
        try
        {
            var settings = Settings.LoadDefaultSettings(root: null);
            using var cache = new SourceCacheContext();
            using var fetched = new FetchedPackages(Directory.CreateDirectory(Path.Combine(folder, "packages")).FullName, new PackageSignatures(settings, request.Offline));
            var graph = new PackageGraph(PackageFeeds.Of(request, file, settings, cache), fetched);
            var wanted = VersionRange.Parse(version is null ? "*" : $"[{version}]");
            var packages = await graph.ResolveAsync(new PackageDemand(id, wanted, AssetKinds.All, By: null), cancel).ConfigureAwait(false);
            var files = Path.Combine(folder, "files");
            Extract(packages, files, cancel);
            return (files, PackageNames.Normalized(packages[0].Package.Version));
        }
        catch (Exception failure) when (failure is NuGetProtocolException or NuGetConfigurationException or PackagingException or HttpRequestException or IOException or UnauthorizedAccessException)
        {
            cancel.ThrowIfCancellationRequested();   // a question that was broken off is reported as a failure of its feed
            throw new UserException($"NuGet cannot resolve the package '{id}'{(version is null ? "" : $" {version}")}:{string.Concat(Causes(failure).Select(cause => $"{Environment.NewLine}  {cause}"))}", failure);
        }
    }

    private static void Extract(IReadOnlyList<(PackageArchive Package, AssetKinds Kinds)> packages, string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var (left, taken) = (PackageLimits.Unpacked, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var (package, kinds) in packages)
        {
            foreach (var (path, place) in PackageAssets.Of(package, kinds).Concat(Documentation(package, packages[0].Package)))
            {
                cancel.ThrowIfCancellationRequested();
                if (!taken.Add(place)) continue;
                if (place.Any(char.IsControl)) throw new UserException($"The package '{package.Id}' has a file with a control character in its name, which is refused.");
                var target = Path.GetFullPath(Path.Combine(folder, place));
                if (!target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new UserException($"The package '{package.Id}' would write outside of its folder: '{place}'.");
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                left -= PackageArchive.Guarded($"{package.Id} {package.Version}", () => package.Extract(path, target, left));
            }
        }
    }

    /// <summary>What documents the plugin itself, beside its assembly.</summary>
    private static IEnumerable<(string Path, string Place)> Documentation(PackageArchive package, PackageArchive plugin) => package != plugin ? [] : PackageAssets.Of(package, AssetKinds.Runtime)
        .Where(asset => string.Equals(asset.Target, package.Id + ".dll", StringComparison.OrdinalIgnoreCase))
        .Select(asset => (Path: Path.ChangeExtension(asset.Path, ".xml"), Place: Path.ChangeExtension(asset.Target, ".xml")))
        .Where(document => package.Paths.Contains(document.Path));

    private static IEnumerable<string> Causes(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException) yield return cause.Message;
    }
}
