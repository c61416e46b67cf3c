using FDistill.Reports.Laboratory.Testbed.Coverage;
using static FDistill.Reports.Laboratory.Sheets.TableNumbers;

namespace FDistill.Reports.Laboratory.Sheets;

/// <summary>Mode coverage in a table.</summary>
internal static class CoverageTables
{
    /// <summary>Each divergence's two students.</summary>
    public static IEnumerable<LaboratoryTable> Of(CoverageReport report)
    {
        var modes = report.Modes.Count;
        yield return new(
            $"Modes covered, of {modes} with {Shares(report.Modes.Select(mode => mode.Share))} % of the teacher's samples",
            ["Divergence", "from\nall", "% on each", "from\none", "% on each"],
            [.. report.Rows.GroupBy(row => row.Divergence).Select(group => new[] { group.Key }.Concat(group.SelectMany(row => new[] { $"{row.Covered}", Shares(row.Shares) })).ToArray())],
            "Students distilled with exact scores and ratio, which start spread over all modes, or all on the first. A mode is covered where the student's share is at least half the teacher's; what is missing from 100 lies between modes.");
    }

    private static string Shares(IEnumerable<double> shares) => string.Join(' ', shares.Select(Percent));
}
