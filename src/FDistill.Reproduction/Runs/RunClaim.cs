namespace FDistill.Reproduction.Runs;

/// <summary>The right to run a run, which one process at a time
/// has: several may share the runs of one folder.</summary>
internal sealed class RunClaim : IDisposable
{
    private const string Folder = ".claims";
    private const int SharingViolation = 32, LinuxWouldBlock = 11, MacWouldBlock = 35;

    private readonly FileStream held;

    private RunClaim(FileStream held) => this.held = held;

    /// <summary>Takes the right, for as long as the claim lives; it ends with the process too.</summary>
    /// <param name="run">The run's folder.</param>
    /// <returns>Null where another process has it.</returns>
    public static RunClaim? Take(string run)
    {
        var claims = Path.Combine(Path.GetDirectoryName(run)!, Folder);
        Directory.CreateDirectory(claims);
        try
        {
            return new RunClaim(new FileStream(Path.Combine(claims, Path.GetFileName(run)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (IsHeld(held))
        {
            return null;
        }
    }

    /// <summary>Whether a file could not be opened because another process has it, and for no other reason.</summary>
    private static bool IsHeld(IOException failure) => (failure.HResult & 0xFFFF) is SharingViolation or LinuxWouldBlock or MacWouldBlock;

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();
}
