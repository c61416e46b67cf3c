namespace FDistill.Hosting.Sampling.Output;

/// <summary>Chooses where samples go by the name that they are to have.</summary>
public static class SampleOutput
{
    /// <summary>A sheet for a name in <c>.png</c>, an archive for one in <c>.zip</c>,
    /// a folder for one without an extension. What was asked for by texts is also
    /// drawn on a sheet beside the archive or folder, with the texts, unless there is too much of it.</summary>
    /// <param name="path">The name.</param>
    /// <param name="request">Which samples there will be.</param>
    /// <exception cref="UserException">It is a name of none of
    /// these, or of something that would be overwritten.</exception>
    public static ISampleOutput At(string path, SampleRequest request)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(request);
        var full = Path.GetFullPath(path);
        var isFolder = Directory.Exists(full) || Path.EndsInDirectorySeparator(full);
        switch (Path.GetExtension(full).ToUpperInvariant())
        {
            case ".PNG" when !isFolder:
                return Sheet(full, request);
            case ".ZIP" when !isFolder:
                return WithSheet(new ZipOutput(full, request.Texts), full, request);
            case "":
            case var _ when isFolder:
                var folder = Path.TrimEndingDirectorySeparator(full);
                return WithSheet(FolderOutput.Create(folder, request.Texts), folder, request);
            case var other:
                throw new UserException($"--output: found '{path}', expected a .png file for a sheet, a .zip file, or a folder, not {other.ToLowerInvariant()}. A folder with a dot in its name ends with '/'.");
        }
    }

    /// <summary>The sheet beside an archive or folder.</summary>
    /// <param name="path">The archive's or folder's name.</param>
    /// <param name="request">Which samples there will be.</param>
    /// <returns>Its name; null where there is none.</returns>
    public static string? SheetBeside(string path, SampleRequest request)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Texts.Count is 0 or > LabelledSheetOutput.Most) return null;
        var name = Path.TrimEndingDirectorySeparator(path);
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".PNG" when !Directory.Exists(name) => null,
            ".ZIP" when !Directory.Exists(name) => Path.ChangeExtension(name, ".png"),
            _ => $"{name}.png",
        };
    }

    private static ISampleOutput Sheet(string path, SampleRequest request)
    {
        var most = request.Texts.Count > 0 ? LabelledSheetOutput.Most : SheetOutput.Most;
        if (request.Seeds.Count > most)
            throw new UserException($"{request.Seeds.Count} samples are too many for one sheet, which holds {most} at most. Name a folder or a .zip file with --output.");
        return request.Texts.Count > 0 ? new LabelledSheetOutput(path, request.Texts, request.ImagesPerText) : new SheetOutput(path, request.Seeds.Count);
    }

    private static ISampleOutput WithSheet(ISampleOutput output, string path, SampleRequest request) => SheetBeside(path, request) is { } sheet
        ? new SeveralOutputs([output, new LabelledSheetOutput(sheet, request.Texts, request.ImagesPerText)])
        : output;
}
