using FDistill.Reports.Laboratory.Testbed.Coverage;
using FDistill.Reports.Laboratory.Testbed.Estimators;
using FDistill.Reports.Laboratory.Testbed.Maps;
using FDistill.Reports.Laboratory.Testbed.Theorem;

namespace FDistill.Reports.Laboratory.Testbed;

/// <summary>What was measured on the testbed; what was not is null.</summary>
public sealed record LaboratoryReport
{
    /// <summary>Both sides of Theorem 1.</summary>
    public IReadOnlyList<TheoremOneRow>? Theorem { get; init; }

    /// <summary>Bias and variance of the estimator's parts.</summary>
    public EstimatorReport? Estimators { get; init; }

    /// <summary>Which modes students cover.</summary>
    public CoverageReport? Coverage { get; init; }

    /// <summary>h over the plane.</summary>
    public WeightMap? Map { get; init; }

    /// <summary>This report with what another one measured.</summary>
    /// <param name="other">The other one.</param>
    public LaboratoryReport With(LaboratoryReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new()
        {
            Theorem = other.Theorem ?? Theorem,
            Estimators = other.Estimators ?? Estimators,
            Coverage = other.Coverage ?? Coverage,
            Map = other.Map ?? Map,
        };
    }
}
