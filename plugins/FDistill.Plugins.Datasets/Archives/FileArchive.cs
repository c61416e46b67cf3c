namespace FDistill.Plugins.Datasets.Archives;

/// <summary>Opens archives.</summary>
internal static class FileArchive
{
    private const char Replacement = '\ufffd';

    /// <summary>Opens a folder, or a zip file.</summary>
    /// <exception cref="InvalidDataException">It is neither, is damaged, or holds names that are not safe.</exception>
    public static IFileArchive Open(string path) => Directory.Exists(path) ? new FolderArchive(path) : new ZipArchive(path);

    /// <summary>Refuses names that mean different files to different readers.</summary>
    /// <param name="archive">Where the name stands.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="InvalidDataException">It leads out of the archive, or is not UTF-8.</exception>
    public static void CheckName(string archive, string name)
    {
        if (name.Contains(Replacement, StringComparison.Ordinal)) throw new InvalidDataException($"'{archive}' holds the name '{name}', which is not UTF-8: rename the file.");
        if (name.StartsWith('/') || name is [_, ':', ..] || name.Split('/').Contains(".."))
            throw new InvalidDataException($"'{archive}' holds the name '{name}', which leads out of it; expected a path below it.");
    }
}
