namespace FDistill.Parity;

/// <summary>What the process returns to its caller.</summary>
internal static class ExitCodes
{
    /// <summary>No check failed.</summary>
    public const int Passed = 0;

    /// <summary>A check failed, or could not be made.</summary>
    public const int Failed = 1;

    /// <summary>It was called wrongly: no path, or a path where there is no recording.</summary>
    public const int Usage = 2;
}
