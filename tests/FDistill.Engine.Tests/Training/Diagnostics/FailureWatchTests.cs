using FDistill.Engine.Training.Diagnostics;
using FDistill.Engine.Training.Loop;
using FDistill.Reports;
using FDistill.Tests.Shared;

namespace FDistill.Engine.Tests.Training.Diagnostics;

public sealed class FailureWatchTests
{
    private const int Window = KnownFailure.Window;

    public static TheoryData<string, double, double, string> Failures => new()
    {
        { Measures.LogRatioSpread, 0.2, 0.001, "tells no samples apart" },
        { Measures.ClampedShare, 0.3, 0.97, "without effort" },
        { Measures.EffectiveSampleShare, 0.8, 0.04, "dominate h" },
        { Measures.FakeScoreError, 0.8, 1.2, "lags behind" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_is_told_once_it_has_lasted(string measure, double healthy, double failing, string words)
    {
        var warning = Assert.Single(Warnings(measure, [.. Enumerable.Repeat(healthy, 60), .. Enumerable.Repeat(failing, 100)]));
        Assert.Contains(words, warning.Found);
        Assert.InRange(warning.Iteration, 60 + Window / 2, 60 + Window);
        Assert.StartsWith("Try ", warning.Remedy);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_healthy_run_has_no_warnings(string measure, double healthy, double failing, string words)
    {
        Assert.NotEqual(healthy, failing);
        Assert.True(Warnings(measure, [.. Enumerable.Repeat(healthy, 500)]).Count == 0, words);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_few_bad_iterations_are_no_failure(string measure, double healthy, double failing, string words) =>
        Assert.True(Warnings(measure, [.. Enumerable.Range(0, 300).Select(turn => turn % 3 == 0 ? failing : healthy)]).Count == 0, words);

    [Fact]
    public void A_failure_that_comes_and_goes_around_its_limit_is_told_once() =>
        Assert.Single(Warnings(Measures.FakeScoreError, [.. Enumerable.Range(0, 10).SelectMany(turn => Enumerable.Repeat(turn % 2 == 0 ? 1.16 : 1.14, 3 * Window / 4))]));

    [Fact]
    public void A_failure_that_comes_again_is_told_again()
    {
        double[] Lasting(double value) => [.. Enumerable.Repeat(value, 3 * Window)];
        Assert.Equal(2, Warnings(Measures.FakeScoreError, [.. Lasting(1.5), .. Lasting(0.5), .. Lasting(1.5)]).Count);
    }

    [Fact]
    public void A_ratio_that_is_clamped_to_next_to_nothing_is_told_of_in_a_real_run()
    {
        IReadOnlyList<string> Found(double upper)
        {
            using var run = new TwoModes(training => (training.StudentEvery, training.Ratio.Lower, training.Ratio.Upper) = (1, 1 / upper, upper));
            var watch = new FailureWatch();
            return [.. run.Iterate(Window).SelectMany(report => watch.After(report.Iteration, report.Values)).Select(warning => warning.Found)];
        }

        Assert.Equal(2, Found(1.0001).Count(found => found.Contains("tells no samples apart") || found.Contains("lie on a clamp")));
        Assert.Empty(Found(20));
    }

    [Fact]
    public void A_run_that_goes_on_does_not_repeat_what_it_said()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "metrics.jsonl");
        var logger = new ListLogger<WarningLog>();
        using (var metrics = new MetricsLog(path)) Watch(metrics, path, logger, from: 0, to: 70);
        using (var metrics = new MetricsLog(path)) Watch(metrics, path, logger, from: 60, to: 200);
        Assert.Contains("Iteration 50: the fake score lags behind", Assert.Single(logger.Messages));
    }

    private static void Watch(MetricsLog metrics, string path, ListLogger<WarningLog> logger, long from, long to)
    {
        IRunObserver[] observers = [metrics, new WarningLog(path, logger)];
        foreach (var observer in observers) observer.Started(from, to);
        for (var iteration = from + 1; iteration <= to; iteration++)
            foreach (var observer in observers) observer.Iteration(new IterationReport(iteration, 1, new Dictionary<string, double> { [Measures.FakeScoreError] = 1.5 }));
    }

    private static IReadOnlyList<TrainingWarning> Warnings(string measure, IReadOnlyList<double> values) =>
        WarningLog.Over([.. values.Select((value, index) => new MetricsEntry(index + 1, new Dictionary<string, double> { [measure] = value }))]);
}
