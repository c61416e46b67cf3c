namespace FDistill.Hosting;

/// <summary>A folder that one process works in. It is deleted when its owner is done; what a killed process left behind
/// is deleted by the next one on the same machine.</summary>
/// <remarks>
/// A file in it is locked as long as its owner lives. Locks are not seen across machines by every shared disk, so the
/// name says which machine it is of, and only that one tidies up.
/// </remarks>
internal sealed class WorkFolder : IDisposable
{
    private const string Guard = ".busy", New = ".new-";

    private readonly FileStream guard;

    private WorkFolder(string folder, FileStream guard) => (Folder, this.guard) = (folder, guard);

    /// <summary>The folder, open to its user alone.</summary>
    public string Folder { get; }

    /// <summary>Makes one, and deletes what nobody owns any more.</summary>
    /// <param name="parent">Where.</param>
    /// <param name="purpose">What its name begins with.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static WorkFolder Create(string parent, string purpose)
    {
        Make(parent);
        var prefix = $"{purpose}-{string.Concat(Environment.MachineName.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))}-";
        Sweep(parent, prefix);
        var name = $"{Guid.NewGuid():n}";

        // Under a name that nobody sweeps until it is locked.
        var (unguarded, folder) = (Path.Combine(parent, New + prefix + name), Path.Combine(parent, prefix + name));
        Make(unguarded);
        var guard = Lock(unguarded);
        Directory.Move(unguarded, folder);
        return new WorkFolder(folder, guard);
    }

    /// <summary>Makes one among the system's temporary files, under a name that nobody can foresee.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static WorkFolder CreateTemporary()
    {
        var folder = Directory.CreateTempSubdirectory("fdistill-").FullName;
        return new WorkFolder(folder, Lock(folder));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // The next process deletes it.
        }

        guard.Dispose();
    }

    private static FileStream Lock(string folder) => new(Path.Combine(folder, Guard), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void Sweep(string parent, string prefix)
    {
        foreach (var left in new DirectoryInfo(parent).EnumerateDirectories($"{prefix}*").Concat(new DirectoryInfo(parent).EnumerateDirectories($"{New}{prefix}*")))
        {
            try
            {
                if (left.LinkTarget is null && !IsOwned(left)) left.Delete(recursive: true);
            }
            catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
            {
                // Another process works in it, or deletes it at this moment.
            }
        }
    }

    /// <summary>Whether somebody holds its lock; one without a lock is being made, unless it is a day old.</summary>
    private static bool IsOwned(DirectoryInfo folder)
    {
        var path = Path.Combine(folder.FullName, Guard);
        if (!File.Exists(path) || folder.Name.StartsWith(New, StringComparison.Ordinal)) return folder.LastWriteTimeUtc > DateTime.UtcNow.AddDays(-1);
        using var mine = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        return false;
    }
}
