using FDistill.Engine.Evaluation;
using FDistill.Reports;
using FDistill.Reports.Charts;
using FDistill.Reproduction.Studies;

namespace FDistill.Reproduction.Results;

/// <summary>The charts of a study.</summary>
internal static class StudyCharts
{
    /// <summary>A measure at the end of the runs: a bar for each row's mean,
    /// with the range of its seeds, and a line for the teacher.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="column">The measure.</param>
    /// <returns>Null where nothing was measured of any run.</returns>
    public static Chart? AtTheEnd(IReadOnlyList<RowResult> rows, EvaluationColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        List<(string Label, Spread Values)> measured = [.. from row in rows let values = row.Of(column.Name) where row.Runs.Count > 0 && values is not null select (row.Row.Label, values)];
        var teacher = rows.Where(row => row.Runs.Count == 0).Select(row => row.Of(column.Name)).OfType<Spread>().FirstOrDefault();
        return measured.Count == 0 ? null : new Chart
        {
            Title = column.Title,
            Caption = $"Means over the seeds, and the range from the smallest to the largest: {string.Join(", ", measured.Select((row, index) => $"{index + 1} {row.Label}"))}.",
            XLabel = "",
            YLabel = $"{column.Title} {column.Better}".TrimEnd(),
            Bars = [.. measured.Select(row => row.Values.Mean)],
            BarNames = [.. measured.Select((_, index) => $"{index + 1}")],
            BarRanges = [.. measured.Select(row => new Interval(row.Values.Values.Min(), row.Values.Values.Max()))],
            Reference = teacher is null ? null : ("teacher", teacher.Mean),
        };
    }

    /// <summary>A measure over the iterations: a line for each row, with the range of its seeds.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="curve">The measure.</param>
    /// <returns>Null where nothing was measured.</returns>
    public static Chart? OverIterations(IReadOnlyList<RowResult> rows, StudyCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Chart chart = new()
        {
            Title = curve.Title,
            Caption = curve.Caption,
            YLabel = curve.Title,
            Logarithmic = true,
            Lines = [.. rows.Where(row => row.Measured.Count > 0).Take(Chart.MostLines).Select(row => Line(row, curve.Measure)).Where(line => line.Points.Count > 1)],
        };
        return chart.IsEmpty ? null : chart;
    }

    private static Series Line(RowResult row, string measure) => Series.OverSeeds(row.Row.Label,
        [.. row.Runs.Where(run => run.IsDone).Select(run => Series.Of(run.Name, MetricsLog.Read(run.Folder.Metrics), measure))]);
}
