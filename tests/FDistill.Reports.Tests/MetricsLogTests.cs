using FDistill.Engine.Training.Loop;
using FDistill.Tests.Shared;

namespace FDistill.Reports.Tests;

public sealed class MetricsLogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Path => folder.File("metrics.jsonl");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_iteration_is_a_line_of_json()
    {
        Run(from: 0, to: 2);
        Assert.Equal("{\"iteration\":1,\"seconds\":0.5,\"headLoss\":10}\n{\"iteration\":2,\"seconds\":0.5,\"headLoss\":20}\n", File.ReadAllText(Path));
        Assert.Equal([10, 20], MetricsLog.Read(Path).Select(entry => entry.Values["headLoss"]));
    }

    [Fact]
    public void A_line_is_on_disk_when_its_iteration_is_done()
    {
        using var log = new MetricsLog(Path);
        log.Started(0, 10);
        log.Iteration(Report(1));
        using var reader = new StreamReader(new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.EndsWith("}\n", reader.ReadToEnd());
    }

    [Fact]
    public void A_run_that_goes_on_drops_the_iterations_it_does_again()
    {
        Run(from: 0, to: 9);
        Run(from: 5, to: 7);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], MetricsLog.Read(Path).Select(entry => entry.Iteration));
    }

    [Fact]
    public void A_line_cut_short_by_a_kill_is_dropped_when_the_run_goes_on()
    {
        Run(from: 0, to: 3);
        File.WriteAllText(Path, File.ReadAllText(Path)[..^10]);
        Run(from: 2, to: 4);
        Assert.Equal([1, 2, 3, 4], MetricsLog.Read(Path).Select(entry => entry.Iteration));
    }

    [Fact]
    public void An_evaluation_in_between_is_a_line_of_its_own()
    {
        using (var log = new MetricsLog(Path))
        {
            log.Started(0, 10);
            log.Iteration(Report(1));
            log.Append(new MetricsEntry(1, new Dictionary<string, double> { ["frechet"] = 17.7 }) { Evaluation = "iteration 000001" });
        }
        Assert.Equal(17.7, MetricsFile.Read(Path)[1].Values["frechet"]);
    }

    [Fact]
    public void Scores_of_checkpoints_are_no_iterations_and_stay_when_the_run_goes_on()
    {
        Run(from: 0, to: 9);
        using (var file = new MetricsFile(Path, keep: _ => true))
            foreach (var iteration in (long[])[3, 6, 9])
                file.Append(new MetricsEntry(iteration, new Dictionary<string, double> { ["fid"] = iteration }) { Evaluation = $"checkpoint {iteration}", Identity = "f1d0" });

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], MetricsLog.Read(Path).Select(entry => entry.Iteration));
        Run(from: 6, to: 7);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], MetricsLog.Read(Path).Select(entry => entry.Iteration));
        Assert.Equal(["checkpoint 3", "checkpoint 6"], MetricsFile.Read(Path).Select(entry => entry.Evaluation).OfType<string>());
    }

    [Fact]
    public void A_score_is_added_behind_a_line_cut_short()
    {
        Run(from: 0, to: 3);
        File.WriteAllText(Path, File.ReadAllText(Path)[..^10]);
        using (var file = new MetricsFile(Path, keep: _ => true))
        {
            Assert.Equal([1, 2], file.Entries.Select(entry => entry.Iteration));
            file.Append(new MetricsEntry(2, new Dictionary<string, double> { ["fid"] = 5 }) { Evaluation = "checkpoint 2" });
        }
        Assert.Equal(5, MetricsFile.Read(Path)[^1].Values["fid"]);
    }

    [Fact]
    public void A_file_of_something_else_is_refused_with_its_line()
    {
        Run(from: 0, to: 1);
        File.AppendAllText(Path, "{\"loss\":\n");
        var mistake = Assert.Throws<InvalidDataException>(() => MetricsLog.Read(Path));
        Assert.Contains("Line 2", mistake.Message);
        Assert.Contains(Path, mistake.Message);
    }

    private void Run(long from, long to)
    {
        using var log = new MetricsLog(Path);
        log.Started(from, to);
        for (var iteration = from + 1; iteration <= to; iteration++) log.Iteration(Report(iteration));
    }

    private static IterationReport Report(long iteration) => new(iteration, 0.5, new Dictionary<string, double> { ["headLoss"] = 10 * iteration });
}
