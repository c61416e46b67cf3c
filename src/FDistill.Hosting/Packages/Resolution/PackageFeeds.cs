using NuGet.Configuration;
using NuGet.Protocol.Core.Types;

namespace FDistill.Hosting.Packages.Resolution;

/// <summary>The feeds of one installation, those whose packages are preferred first.</summary>
internal static class PackageFeeds
{
    /// <summary>The file itself and its folder, the user's caches, what the request names, and what the user's
    /// configuration names unless the request is offline.</summary>
    /// <remarks>
    /// The configuration is the user's and the machine's alone. A NuGet.Config in the working folder or above it is not
    /// read: it is as foreign as the folder, and could name a feed
    /// from which any package of the user's comes.
    /// </remarks>
    /// <param name="request">What is asked for.</param>
    /// <param name="file">What the file is that it names; null where it names a package.</param>
    /// <param name="settings">The user's configuration.</param>
    /// <param name="cache">What the feeds answered already.</param>
    /// <exception cref="UserException">A feed is not there, or is of a kind that is not asked.</exception>
    public static IReadOnlyList<IPackageFeed> Of(PackageRequest request, PackageFile? file, ISettings settings, SourceCacheContext cache)
    {
        var feeds = new List<IPackageFeed>();
        if (file is not null)
        {
            var path = Path.GetFullPath(request.Package);
            feeds.Add(new FileFeed(path, file));
            feeds.Add(new FolderFeed(Path.GetDirectoryName(path)!));
        }

        string[] caches = [SettingsUtility.GetGlobalPackagesFolder(settings), .. SettingsUtility.GetFallbackPackageFolders(settings)];
        feeds.AddRange(caches.Where(Directory.Exists).Select(folder => new FolderFeed(folder) { IsCache = true }));
        feeds.AddRange(request.Sources.Select(source => Feed(Named(source), cache)));
        if (request.Offline) return feeds;

        var mapping = PackageSourceMapping.GetPackageSourceMapping(settings);
        foreach (var source in SettingsUtility.GetEnabledSources(settings))
            feeds.Add(mapping.IsEnabled ? new MappedFeed(Feed(source, cache), source.Name, mapping) : Feed(source, cache));
        return feeds;
    }

    private static IPackageFeed Feed(PackageSource source, SourceCacheContext cache) => source.IsHttp ? new NetworkFeed(source, cache) : new FolderFeed(FolderOf(source));

    private static string FolderOf(PackageSource source) => source.TrySourceAsUri is { IsFile: true } address ? address.LocalPath : Path.GetFullPath(source.Source);

    private static PackageSource Named(string source)
    {
        var named = new PackageSource(source);
        return named.IsHttp || Directory.Exists(FolderOf(named)) ? named : throw new UserException($"There is no feed '{source}': it is neither a folder nor an https address.");
    }
}
