namespace FDistill.Hosting.Sampling.Output;

/// <summary>Chooses where samples go by the name that they are to have.</summary>
public static class SampleOutput
{
    /// <summary>A sheet for a name in <c>.png</c>, an archive for one in <c>.zip</c>, a folder for one without an extension.</summary>
    /// <param name="path">The name.</param>
    /// <param name="count">How many samples there will be.</param>
    /// <exception cref="UserException">It is a name of none of these, or of something that would be overwritten.</exception>
    public static ISampleOutput At(string path, int count)
    {
        ArgumentNullException.ThrowIfNull(path);
        var full = Path.GetFullPath(path);
        var isFolder = Directory.Exists(full) || Path.EndsInDirectorySeparator(full);
        switch (Path.GetExtension(full).ToUpperInvariant())
        {
            case ".PNG" when !isFolder:
                return count <= SheetOutput.Most ? new SheetOutput(full, count)
                    : throw new UserException($"{count} samples are too many for one sheet, which holds {SheetOutput.Most} at most. Name a folder or a .zip file with --output.");
            case ".ZIP" when !isFolder:
                return new ZipOutput(full);
            case "":
            case var _ when isFolder:
                return FolderOutput.Create(Path.TrimEndingDirectorySeparator(full));
            case var other:
                throw new UserException($"--output: found '{path}', expected a .png file for a sheet, a .zip file, or a folder, not {other.ToLowerInvariant()}. A folder with a dot in its name ends with '/'.");
        }
    }
}
