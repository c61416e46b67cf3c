using FDistill.Engine.Evaluation;

namespace FDistill.Hosting.Packages;

/// <summary>The files of a plugin, told apart by their content.</summary>
internal static class FileHashes
{
    /// <summary>The SHA-256 of every file in a folder, in lower-case
    /// hexadecimal, by its path there with slashes.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static SortedDictionary<string, string> Of(string folder)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, file) in Paths(folder)) hashes[path] = OfFile(file);
        return hashes;
    }

    /// <summary>The SHA-256 of one file, in lower-case hexadecimal.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string OfFile(string file) => RecordedRows.HashOf(file);

    /// <summary>The files in a folder, by their path there with slashes.</summary>
    public static IEnumerable<(string Path, string File)> Paths(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), file));
}
