namespace FDistill.Hosting.Plugins;

/// <summary>Finds plugins in folders and reads what they say of
/// themselves. Nothing that it finds can make it fail.</summary>
internal static class PluginDiscovery
{
    /// <summary>All candidates, folder by folder, in the order of their names.</summary>
    public static IEnumerable<PluginCandidate> Find(IEnumerable<PluginFolder> folders) =>
        folders.DistinctBy(folder => folder.Path).SelectMany(Find);

    private static IEnumerable<PluginCandidate> Find(PluginFolder folder)
    {
        if (folder.MayBeMissing && !Path.Exists(folder.Path)) return [];
        try
        {
            return [.. Directory.GetDirectories(folder.Path)
                .Where(path => !Path.GetFileName(path).StartsWith('.'))
                .Order(StringComparer.Ordinal)
                .Select(path => Inspect(path) with { IsBundled = folder.IsBundled })];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [new PluginCandidate(Path.GetFileName(folder.Path), folder.Path, null, $"The plugin folder cannot be read: {failure.Message}")];
        }
    }

    private static PluginCandidate Inspect(string folder)
    {
        var name = Path.GetFileName(folder);
        var assembly = Path.Combine(folder, name + ".dll");
        if (!File.Exists(assembly))
            return new PluginCandidate(name, folder, null, $"There is no {name}.dll in its folder; a plugin's folder has the name of its assembly.");
        try
        {
            return new PluginCandidate(name, assembly, PluginMetadataReader.Read(assembly), null);
        }
        catch (InvalidDataException failure)
        {
            return new PluginCandidate(name, assembly, null, failure.Message);
        }
        catch (BadImageFormatException failure)
        {
            return new PluginCandidate(name, assembly, null, $"Its assembly is damaged or incomplete: {failure.Message}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new PluginCandidate(name, assembly, null, $"Its file cannot be read: {failure.Message}");
        }
    }
}
