namespace FDistill.Parity.Recordings;

/// <summary>Finds recordings by their checks files, <c>NAME.checks.json</c>.</summary>
internal static class ChecksFiles
{
    /// <summary>How the name of a checks file ends.</summary>
    public const string Suffix = ".checks.json";

    /// <summary>The checks files that belong to a path.</summary>
    /// <param name="path">A recording, its checks file, or a folder, which is searched to its depths.</param>
    /// <returns>Full paths in order; none where there is no recording.</returns>
    public static IReadOnlyList<string> Of(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full)) return [.. Directory.EnumerateFiles(full, $"*{Suffix}", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        var file = full.EndsWith(Suffix, StringComparison.Ordinal) ? full : Path.ChangeExtension(full, null) + Suffix;
        return File.Exists(file) && File.Exists(full) ? [file] : [];
    }

    /// <summary>Why a path has no checks files.</summary>
    public static string WhyNone(string path) => Path.Exists(path)
        ? $"{path}: there are no checks ({(Directory.Exists(path) ? $"no file *{Suffix} in it" : $"no file NAME{Suffix} beside it")})."
        : $"There is no file or folder {path}.";
}
