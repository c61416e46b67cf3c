using FDistill.Teachers;

namespace FDistill.Reports.Laboratory.Testbed.Coverage;

/// <summary>Which modes students come to cover, by divergence, from a
/// good start and from a bad one (paper, Sections 4 and C.1).</summary>
/// <param name="teacher">The teacher.</param>
/// <param name="options">How they are distilled.</param>
public sealed class CoverageStudy(IExactTeacher teacher, CoverageOptions options)
{
    private const int ShownPoints = 400;

    /// <summary>Distills.</summary>
    /// <param name="divergences">Which divergences.</param>
    /// <param name="progress">Who watches.</param>
    /// <param name="cancel">Asks to stop.</param>
    /// <returns>Two rows for each divergence: one for each start.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public CoverageReport Measure(IReadOnlyList<NamedDivergence> divergences, IProgress<TestbedProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(divergences);
        var starts = Enum.GetValues<StudentStart>();
        var watch = new Watch("students are distilled", divergences.Count * starts.Length * options.Turns, progress, cancel);
        return new(teacher.Modes, [.. divergences.SelectMany(divergence => starts.Select(start => Row(divergence, start, watch)))]);
    }

    private CoverageRow Row(NamedDivergence divergence, StudentStart start, Watch watch)
    {
        using var trial = new CoverageTrial(teacher, divergence.Divergence, start, options);
        for (var turn = 0; turn < options.Turns; turn++)
        {
            trial.Learn();
            watch.Done();
        }

        using var samples = trial.Sample(options.Samples);
        List<double[]> points = [.. samples.data<float>().Select(value => (double)value).Chunk((int)samples.shape[1])];
        var (shares, between) = new ModeCount(teacher.Modes).Of(points);
        var covered = shares.Zip(teacher.Modes, (share, mode) => share >= options.Covered * mode.Share).Count(isCovered => isCovered);
        return new(divergence.Name, start, shares, between, covered, [.. points.Take(ShownPoints).Select(point => (point[0], point.Length > 1 ? point[1] : 0))]);
    }
}

/// <summary>Which modes students cover.</summary>
/// <param name="Modes">The teacher's modes.</param>
/// <param name="Rows">The students.</param>
public sealed record CoverageReport(IReadOnlyList<TeacherMode> Modes, IReadOnlyList<CoverageRow> Rows);
