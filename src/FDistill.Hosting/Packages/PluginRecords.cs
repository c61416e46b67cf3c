using FDistill.Hosting.Plugins;

namespace FDistill.Hosting.Packages;

/// <summary>Records of plugins as they are found.</summary>
public static class PluginRecords
{
    /// <summary>A record, trusted, of every plugin that was found and did not come with the host.</summary>
    /// <param name="catalog">What was found.</param>
    /// <param name="recorded">What is recorded already, for where it came from.</param>
    public static IReadOnlyList<InstalledPackage> Found(PluginCatalog catalog, IReadOnlyList<InstalledPackage> recorded)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var bundled = Path.Combine(AppContext.BaseDirectory, "plugins") + Path.DirectorySeparatorChar;
        return [.. catalog.Plugins
            .Where(plugin => plugin.Version is not null && !plugin.Path.StartsWith(bundled, StringComparison.Ordinal))
            .Select(plugin => (Plugin: plugin, Folder: Path.GetDirectoryName(plugin.Path)!))
            .Select(found => (found.Plugin, found.Folder, Known: recorded.FirstOrDefault(package => package.Folder == found.Folder)))
            .Select(found => new InstalledPackage(
                found.Plugin.Name, found.Known?.Version ?? $"{found.Plugin.Version}", found.Known?.Source ?? found.Folder, found.Folder, IsTrusted: true, FileHashes.Of(found.Folder)))];
    }
}
