namespace FDistill.Plugins.Datasets.Archives;

/// <summary>The files in a folder and in the folders below it. Hidden
/// ones, whose names begin with a dot, are passed over.</summary>
internal sealed class FolderArchive : IFileArchive
{
    /// <summary>Lists the files.</summary>
    /// <exception cref="InvalidDataException">A name is not UTF-8.</exception>
    public FolderArchive(string path)
    {
        Path = path;
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System, IgnoreInaccessible = false };
        Names = [.. Directory.EnumerateFiles(path, "*", options)
            .Select(file => System.IO.Path.GetRelativePath(path, file).Replace(System.IO.Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal)];
        foreach (var name in Names) FileArchive.CheckName(path, name);
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public byte[] Read(string name) => File.ReadAllBytes(System.IO.Path.Combine(Path, name));

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
