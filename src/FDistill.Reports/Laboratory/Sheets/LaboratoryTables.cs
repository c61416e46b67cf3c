using FDistill.Reports.Laboratory.Testbed;

namespace FDistill.Reports.Laboratory.Sheets;

/// <summary>What the testbed measured, in tables of at most 80 columns.</summary>
public static class LaboratoryTables
{
    /// <summary>The tables of what was measured.</summary>
    /// <param name="report">It.</param>
    public static IReadOnlyList<LaboratoryTable> Of(LaboratoryReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. report.Theorem is { } theorem ? TheoremTables.Of(theorem) : [],
            .. report.Estimators is { } estimators ? EstimatorTables.Of(estimators) : [],
            .. report.Coverage is { } coverage ? CoverageTables.Of(coverage) : [],
            .. report.Map is { } map ? MapTables.Of(map) : [],
        ];
    }
}
