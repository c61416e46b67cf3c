using FDistill.Engine.Evaluation;

namespace FDistill.Hosting.Packages;

/// <summary>The files of a plugin, told apart by their content.</summary>
internal static class FileHashes
{
    /// <summary>The SHA-256 of every file in a folder, in lower-case hexadecimal, by its path there with slashes.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static SortedDictionary<string, string> Of(string folder)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            hashes[Path.GetRelativePath(folder, file).Replace('\\', '/')] = RecordedRows.HashOf(file);
        return hashes;
    }
}
