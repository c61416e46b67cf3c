using FDistill.Formats.Files;

namespace FDistill.Hosting.Exporting;

/// <summary>A folder that grows beside its place, and takes its name when it is whole.</summary>
internal sealed class NewFolder : IDisposable
{
    private readonly string path;

    /// <summary>Begins a folder.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="overwrite">Whether a folder of that name that holds something may be replaced.</param>
    /// <exception cref="UserException">There is such a folder, and
    /// it may not; or there is a file of that name.</exception>
    public NewFolder(string path, bool overwrite)
    {
        this.path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(this.path)) throw new UserException($"{path} is a file; name a folder to write.");
        if (!overwrite && Directory.Exists(this.path) && Directory.EnumerateFileSystemEntries(this.path).Any())
            throw new UserException($"{path} holds files already, and nothing in it is overwritten. Name another folder, or replace all of it with --force.");
        Remove(Growing);
        Directory.CreateDirectory(Growing);
    }

    /// <summary>Where its files are written.</summary>
    public string Growing => $"{path}.partial";

    private string Former => $"{path}.former";

    /// <summary>Puts it under its name.</summary>
    public void Complete()
    {
        Remove(Former);
        if (Directory.Exists(path)) Directory.Move(path, Former);
        Durable.RenameFolder(Growing, path);
        Remove(Former);
    }

    /// <inheritdoc/>
    public void Dispose() => Remove(Growing);

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
