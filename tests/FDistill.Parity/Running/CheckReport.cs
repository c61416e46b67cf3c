namespace FDistill.Parity.Running;

/// <summary>What became of a check.</summary>
internal enum Verdict
{
    /// <summary>Every output lies within its tolerance.</summary>
    Passed,

    /// <summary>An output does not, or the check could not be made.</summary>
    Failed,

    /// <summary>It was not asked for.</summary>
    Skipped,
}

/// <summary>How a check went.</summary>
/// <param name="Id">Its name in the recording.</param>
/// <param name="Kind">What it computes.</param>
/// <param name="Outputs">Every comparison.</param>
internal sealed record CheckReport(string Id, string Kind, IReadOnlyList<OutputReport> Outputs)
{
    /// <summary>Why it could not be made; null where it could.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether it was not asked for.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>What became of it.</summary>
    public Verdict Verdict => IsLeftOut ? Verdict.Skipped : Problem is null && Outputs.All(output => output.Passed) ? Verdict.Passed : Verdict.Failed;
}

/// <summary>How a result compares with what was recorded.</summary>
/// <param name="Role">The output's role.</param>
/// <param name="Difference">The largest error; NaN where a number is missing.</param>
/// <param name="Allowed">The largest error allowed.</param>
/// <param name="Largest">The largest recorded value.</param>
internal sealed record OutputReport(string Role, double Difference, double Allowed, double Largest)
{
    /// <summary>Why there was nothing to compare; null where there was.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the result lies within the tolerance.</summary>
    public bool Passed => Problem is null && Difference <= Allowed;

    /// <summary>An output that cannot be compared.</summary>
    public static OutputReport Unable(string role, string problem) => new(role, double.NaN, 0, 0) { Problem = problem };
}
