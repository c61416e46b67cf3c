using FDistill.Engine.Evaluation;
using FDistill.Engine.Training.Loop;
using FDistill.Metrics;
using FDistill.Tests.Shared;

namespace FDistill.Reports.Tests;

public sealed class EvaluationLogTests : IDisposable
{
    private static readonly MetricColumn Column = new("frechet", "Fréchet distance") { Better = Better.Lower, Decimals = 0 };

    private readonly TemporaryFolder folder = new();
    private readonly CancellationTokenSource stop = new();

    private string Metrics => Path.Combine(folder.Path, "metrics.jsonl");

    public void Dispose()
    {
        folder.Dispose();
        stop.Dispose();
    }

    [Fact]
    public void The_evaluation_log_measures_every_so_many_iterations_and_leaves_the_end_to_the_run_itself()
    {
        Run(from: 0, to: 9);
        Assert.Equal([3, 6], Measured().Select(entry => entry.Iteration));
        Assert.Equal(["iteration 000003", "iteration 000006"], Measured().Select(entry => entry.Evaluation));
        Assert.Equal(9, MetricsLog.Read(Metrics).Count);
        Assert.All(Measured(), entry => Assert.Equal([Column], entry.Columns));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder.Path, "events")));
    }

    [Fact]
    public void What_was_measured_is_not_measured_again_when_the_run_goes_on()
    {
        Run(from: 0, to: 9, until: 6);
        Run(from: 6, to: 9);
        Assert.Equal([3, 6], Measured().Select(entry => entry.Iteration));
    }

    [Fact]
    public void A_measurement_that_is_given_up_lets_the_run_save_its_iteration_and_is_made_up_for_when_it_goes_on()
    {
        Run(from: 0, to: 9, until: 6, measure: name =>
        {
            if (name == "iteration 000003") return Row(name);
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        });
        Assert.Equal([3], Measured().Select(entry => entry.Iteration));

        Run(from: 6, to: 9);
        Assert.Equal([3, 6], Measured().Select(entry => entry.Iteration));
    }

    [Fact]
    public void A_measurement_that_fails_ends_the_run() =>
        Assert.Throws<InvalidDataException>(() => Run(from: 0, to: 9, measure: _ => throw new InvalidDataException("a feature is NaN")));

    [Fact]
    public void The_course_of_a_run_goes_from_before_to_after_and_the_last_of_several_measurements_counts()
    {
        static Dictionary<string, double> Frechet(double value) => new() { ["frechet"] = value };
        var course = EvaluationCourse.Of(
            [new(1, Frechet(0)), new(3, Frechet(30)) { Evaluation = "iteration 000003" }, new(3, Frechet(31)) { Evaluation = "checkpoint 000003" }, new(6, Frechet(20)) { Evaluation = "teacher, 5 evaluations" }],
            [new(EvaluationRow.StudentBefore, Frechet(900)), new(EvaluationRow.StudentAfter, Frechet(10)), new(EvaluationRow.Teacher(18), Frechet(4), Recorded: true)],
            iterations: 9);
        Assert.Equal([(0L, 900.0), (3, 31), (9, 10)], course.Select(entry => (entry.Iteration, entry.Values["frechet"])));
    }

    private static EvaluationRow Row(string name) => new(name, new Dictionary<string, double> { ["frechet"] = 5 }) { Columns = [Column] };

    private IReadOnlyList<MetricsEntry> Measured() => [.. MetricsFile.Read(Metrics).Where(entry => entry.Evaluation is not null)];

    private void Run(long from, long to, long? until = null, Func<string, EvaluationRow>? measure = null)
    {
        using var metrics = new MetricsLog(Metrics);
        var events = new TensorBoardLog(Path.Combine(folder.Path, "events"));
        IRunObserver[] observers = [metrics, events, new EvaluationLog(metrics, events, measure ?? Row, every: 3, stop.Token)];
        foreach (var observer in observers) observer.Started(from, to);
        for (var iteration = from + 1; iteration <= (until ?? to); iteration++)
            foreach (var observer in observers) observer.Iteration(new IterationReport(iteration, 1, new Dictionary<string, double> { ["loss"] = 1 }));
    }
}
