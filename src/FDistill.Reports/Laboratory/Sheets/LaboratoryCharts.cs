using FDistill.Reports.Charts;
using FDistill.Reports.Laboratory.Testbed;
using FDistill.Reports.Laboratory.Testbed.Coverage;
using FDistill.Reports.Laboratory.Testbed.Estimators;
using FDistill.Reports.Laboratory.Testbed.Theorem;

namespace FDistill.Reports.Laboratory.Sheets;

/// <summary>What the testbed measured, in pictures.</summary>
public static class LaboratoryCharts
{
    /// <summary>The charts of what was measured.</summary>
    /// <param name="report">It.</param>
    public static IReadOnlyList<Chart> Of(LaboratoryReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. report.Theorem is { } theorem ? [Sides(theorem)] : Array.Empty<Chart>(),
            .. report.Estimators is { } estimators ? [Ratio(estimators), Score(estimators)] : Array.Empty<Chart>(),
            .. report.Coverage is { } coverage ? coverage.Rows.GroupBy(row => row.Divergence).Select(group => Students(group.Key, [.. group])) : [],
            .. report.Map is { } map ? WeightMapCharts.Of(map) : [],
        ];
    }

    private static Chart Sides(IReadOnlyList<TheoremOneRow> rows) => new()
    {
        Title = "Theorem 1",
        Caption = "Each dot is a divergence, a noise level and a direction: the derivative of D_f by finite difference, and E[−h(r) (s_p − s_q) ∂x_t/∂θ]. Both as absolute values.",
        XLabel = "|∂D_f/∂θ| by finite difference",
        YLabel = "by h and scores",
        XLogarithmic = true,
        Logarithmic = true,
        Clouds = [.. rows.GroupBy(row => row.Dimension).Take(Chart.MostLines).Select(group =>
            new Series($"D = {group.Key}", [.. group.Select(row => new Point(Math.Abs(row.Slope), Math.Abs(row.Theorem)))]))],
    };

    private static Chart Ratio(EstimatorReport report) => OverNoise("The head's ratio", "What the logit is off from log r, by noise level.", "log r", report,
        ("bias", level => level.Ratio.Bias), ("sd over seeds", level => level.Ratio.Deviation));

    private static Chart Score(EstimatorReport report) => OverNoise("The fake score", "What it is off from the exact score, beside the difference of teacher's and student's.", "σ (s' − s)", report,
        ("bias", level => level.FakeScore.Bias), ("sd over seeds", level => level.FakeScore.Deviation), ("s_p − s_q", level => level.Difference));

    private static Chart OverNoise(string title, string caption, string label, EstimatorReport report, params (string Name, Func<EstimatorLevel, double> Value)[] lines) => new()
    {
        Title = title,
        Caption = caption,
        XLabel = "noise level σ",
        YLabel = label,
        XLogarithmic = true,
        Lines = [.. lines.Select(line => new Series(line.Name, [.. report.Levels.Select(level => new Point(Math.Sqrt(level.From * level.To), line.Value(level)))]) { IsFunction = true })],
    };

    private static Chart Students(string divergence, IReadOnlyList<CoverageRow> rows) => new()
    {
        Title = $"{divergence}: modes",
        Caption = "Samples of the two students after their distillation.",
        XLabel = "x₁",
        YLabel = "x₂",
        Clouds = [.. rows.Select(row => new Series(row.Start == StudentStart.Spread ? "from all modes" : "from one mode", [.. row.Points.Select(point => new Point(point.X, point.Y))]))],
    };
}
