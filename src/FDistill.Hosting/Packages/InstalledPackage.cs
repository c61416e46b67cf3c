namespace FDistill.Hosting.Packages;

/// <summary>A plugin that was recorded: what was installed or trusted, file by file.</summary>
/// <param name="Name">The plugin's name, which is its package's and its assembly's.</param>
/// <param name="Version">Its version.</param>
/// <param name="Source">Where it came from: a feed or a file; or the folder that it was found in.</param>
/// <param name="Folder">The folder of its files.</param>
/// <param name="IsTrusted">Whether its user said that its code may run.</param>
/// <param name="Files">The SHA-256 of every file, by its path in the folder.</param>
public sealed record InstalledPackage(string Name, string Version, string Source, string Folder, bool IsTrusted, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>What is not as it was recorded, in words; null where nothing is.</summary>
    public string? Change()
    {
        if (!Directory.Exists(Folder)) return $"its folder {Folder} is gone";
        try
        {
            var missing = Files.Keys.ToHashSet(StringComparer.Ordinal);
            foreach (var (path, file) in FileHashes.Paths(Folder))
            {
                if (!Files.TryGetValue(path, out var recorded)) return $"its file {path} was not recorded";
                if (FileHashes.OfFile(file) != recorded) return $"its file {path} is not the one that was recorded";
                missing.Remove(path);
            }

            return missing.Order(StringComparer.Ordinal).FirstOrDefault() is { } gone ? $"its file {gone} is gone" : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"its files cannot be read ({failure.Message})";
        }
    }
}
