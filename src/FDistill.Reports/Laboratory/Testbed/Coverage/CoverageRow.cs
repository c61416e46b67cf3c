namespace FDistill.Reports.Laboratory.Testbed.Coverage;

/// <summary>Which modes a student covers after its distillation.</summary>
/// <param name="Divergence">What the divergence is called.</param>
/// <param name="Start">Where the student started.</param>
/// <param name="Shares">The share of its samples on each of the teacher's modes, in their order.</param>
/// <param name="Between">The share of its samples on none.</param>
/// <param name="Covered">How many modes it covers.</param>
/// <param name="Points">Some of its samples: the first two coordinates.</param>
public sealed record CoverageRow(string Divergence, StudentStart Start, IReadOnlyList<double> Shares, double Between, int Covered, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Where a student starts.</summary>
public enum StudentStart
{
    /// <summary>Spread over all of the teacher's modes and around.</summary>
    Spread,

    /// <summary>All of it on the first mode.</summary>
    OneMode,
}
