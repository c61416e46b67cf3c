using FDistill.Engine.Evaluation;
using FDistill.Engine.Sampling;
using FDistill.Hosting.RunFiles;
using FDistill.Images;
using FDistill.Reports;
using FDistill.Reports.Charts;
using FDistill.Reports.Figures;
using FDistill.Teachers;
using TorchSharp;

namespace FDistill.Hosting.Figures;

/// <summary>Fig. 7: samples of teacher and student from the same noise and
/// labels or texts, as pictures or, of points of the plane, as dots.</summary>
internal sealed class SideBySide
{
    private const int AtOnce = 20;

    private readonly DistillationRunFile runFile;
    private readonly ITeacher teacher;
    private readonly RequestedSamples requested;
    private readonly int count;
    private readonly IProgress<FigureProgress>? progress;
    private readonly CancellationToken cancel;
    private readonly TeacherSampler teacherSampler;
    private readonly StudentSampler studentSampler;
    private long done;

    /// <summary>Makes ready to sample.</summary>
    /// <exception cref="UserException">The teacher cannot be sampled as the run says.</exception>
    public SideBySide(DistillationRunFile runFile, ITeacher teacher, IDenoiser student, RequestedSamples requested, int count, IProgress<FigureProgress>? progress, CancellationToken cancel)
    {
        (this.runFile, this.teacher, this.requested, this.count, this.progress, this.cancel) = (runFile, teacher, requested, count, progress, cancel);
        teacherSampler = SamplerOf(teacher);
        studentSampler = new StudentSampler(teacher, new WatchedDenoiser(student, BeforePass), runFile.Training.StudentSteps);
    }

    private bool IsImage => Shape.Channels is 1 or 3;

    private SampleShape Shape => teacher.Codec?.Pixels ?? teacher.Sample;

    private string Steps => runFile.Training.StudentSteps == 1 ? "1 step" : $"{runFile.Training.StudentSteps} steps";

    /// <summary>Samples both, and lays them side by side.</summary>
    public Figure Draw()
    {
        if (!IsImage && Shape.Channels * Shape.Height * Shape.Width != 2)
            throw new UserException($"Samples of {Shape} (channels x height x width) are neither images nor points of the plane: there is no picture of them.");
        using var scope = torch.NewDisposeScope();
        var (byTeacher, byStudent) = (Sample(teacherSampler), Sample(studentSampler));
        var figure = new Figure
        {
            Name = "figure-7",
            Reading = $"{count} samples of each, from the same seeds: {teacherSampler.Evaluations} network evaluations a sample for the teacher, {runFile.Training.StudentSteps} for the student.",
            Values = new Dictionary<string, double?> { ["teacherEvaluations"] = teacherSampler.Evaluations, ["studentEvaluations"] = runFile.Training.StudentSteps },
        };
        return IsImage
            ? figure with { Pictures = Sheet(byTeacher, byStudent) }
            : figure with { Charts = Planes(Points(byTeacher), Points(byStudent)) };
    }

    private torch.Tensor Sample(ISampler sampler)
    {
        using var scope = torch.NewDisposeScope();
        var batches = Enumerable.Range(0, count).Chunk(AtOnce).Select(batch =>
        {
            using var batchScope = torch.NewDisposeScope();
            var samples = sampler.Sample(requested.Noise(batch[0], batch.Length), requested.Condition(batch[0], batch.Length));
            return (IsImage ? requested.ToImages(samples) : samples.cpu()).MoveToOuterDisposeScope();
        });
        return torch.cat([.. batches], 0).MoveToOuterDisposeScope();
    }

    private PictureSheet Sheet(torch.Tensor byTeacher, torch.Tensor byStudent) => new("Teacher and student", "From the same noise, and asked for the same.",
        [new PicturePanel($"Teacher, {teacherSampler.Description}", Pictures(byTeacher)), new PicturePanel($"Student, {Steps}", Pictures(byStudent))])
    {
        Texts = requested.Captions(0, count) ?? [],
    };

    private static IReadOnlyList<Raster> Pictures(torch.Tensor images)
    {
        var grid = new SampleGrid(Columns: 1, Padding: 0);
        return [.. images.split(1, 0).Select(grid.Draw)];
    }

    /// <summary>Both in the same square of the plane.</summary>
    private ChartSheet Planes(IReadOnlyList<Point> byTeacher, IReadOnlyList<Point> byStudent)
    {
        var all = byTeacher.Concat(byStudent).Where(point => point.IsFinite).ToList();
        var (x, y) = (Extent(all.Select(point => point.X)), Extent(all.Select(point => point.Y)));
        Chart Plane(string who, string how, IReadOnlyList<Point> points) => new()
        {
            Title = who, Caption = $"{how}; {count} samples from the same noise.", XLabel = "x₁", YLabel = "x₂",
            XRange = x, YRange = y, EqualScales = true, Clouds = [new Series("samples", points)],
        };
        return new ChartSheet("", [Plane("Teacher", teacherSampler.Description, byTeacher), Plane("Student", Steps, byStudent)]);
    }

    private static Interval Extent(IEnumerable<double> values) => values.ToList() is { Count: > 0 } some ? new Interval(some.Min(), some.Max()) : new Interval(-1, 1);

    private static IReadOnlyList<Point> Points(torch.Tensor samples) =>
        [.. samples.to(torch.float64).reshape(-1).data<double>().ToArray().Chunk(2).Select(pair => new Point(pair[0], pair[1]))];

    private TeacherSampler SamplerOf(ITeacher sampled)
    {
        try
        {
            return new TeacherSampler(sampled, new TeacherSampling { Steps = runFile.Report.TeacherSteps, Guidance = runFile.Training.Guidance }, BeforePass);
        }
        catch (ArgumentException problem)
        {
            throw new UserException($"The teacher cannot be sampled as the run says: {problem.Message}.", problem);
        }
    }

    private void BeforePass()
    {
        cancel.ThrowIfCancellationRequested();
        var passes = (long)(teacherSampler.Evaluations + runFile.Training.StudentSteps) * ((count + AtOnce - 1) / AtOnce);
        progress?.Report(new FigureProgress("network evaluations", Math.Min(++done, passes), passes));
    }
}
