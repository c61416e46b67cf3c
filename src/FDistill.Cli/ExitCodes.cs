namespace FDistill.Cli;

/// <summary>What the process returns to its caller.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>It failed.</summary>
    public const int Failed = 1;

    /// <summary>It was called wrongly: an unknown command or option, or a run file with mistakes.</summary>
    public const int Usage = 2;

    /// <summary>It was asked to stop (Ctrl-C, SIGTERM), and saved.</summary>
    public const int Interrupted = 130;
}
