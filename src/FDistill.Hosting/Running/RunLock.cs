namespace FDistill.Hosting.Running;

/// <summary>The right to write into a run's folder, which one process has at a time. It is
/// taken before anything is written, and ends with the process at the latest.</summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream file;

    private RunLock(FileStream file) => this.file = file;

    /// <summary>Takes it; the folder is made if need be.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="UserException">Another process has it.</exception>
    public static RunLock Take(RunFolder folder)
    {
        Directory.CreateDirectory(folder.Path);
        try
        {
            return new RunLock(new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken) when (taken.GetType() == typeof(IOException) && File.Exists(folder.Lock))
        {
            throw new UserException($"{folder.Path} is being written by another process. Wait until that run has ended, or choose another folder with --output.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
