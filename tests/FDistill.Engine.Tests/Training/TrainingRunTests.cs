using FDistill.Engine.Checkpoints;
using FDistill.Engine.Training.Loop;
using FDistill.Formats.Weights;
using FDistill.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace FDistill.Engine.Tests.Training;

public sealed class TrainingRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CountingTraining training = new(iterations: 10);
    private readonly Journal journal = new();

    public void Dispose()
    {
        training.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_run_saves_every_n_iterations_and_at_its_end_and_keeps_the_last()
    {
        var outcome = Run(every: 4, keep: 2).Run(resume: false, CancellationToken.None);

        Assert.Equal(new RunOutcome(10, Completed: true, Checkpoint("000010")), outcome);
        Assert.Equal(["000008", "000010"], Directory.GetDirectories(Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void An_end_that_was_just_saved_is_not_saved_again()
    {
        Run(every: 5).Run(resume: false, CancellationToken.None);
        Assert.Equal(["checkpoint 000005", "checkpoint 000010"], journal.Entries.Where(entry => entry.StartsWith("checkpoint", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_request_to_stop_finishes_the_iteration_saves_and_says_where()
    {
        using var stop = new CancellationTokenSource();
        training.During = turn =>
        {
            if (turn == 3) stop.Cancel();
        };

        var outcome = Run(every: 100).Run(resume: false, stop.Token);

        Assert.Equal(new RunOutcome(3, Completed: false, Checkpoint("000003")), outcome);
        Assert.Equal(["started 0 of 10", "iteration 1", "iteration 2", "iteration 3", "checkpoint 000003", "finished 3"], journal.Entries);
    }

    [Fact]
    public void A_resumed_run_goes_on_from_the_newest_checkpoint()
    {
        using var stop = new CancellationTokenSource();
        training.During = turn =>
        {
            if (turn == 6) stop.Cancel();
        };
        Run(every: 4).Run(resume: false, stop.Token);
        training.Iteration = 0;
        journal.Entries.Clear();

        var outcome = Run(every: 4).Run(resume: true, CancellationToken.None);

        Assert.Equal("started 6 of 10", journal.Entries[0]);
        Assert.Equal(10, outcome.Iteration);
    }

    [Fact]
    public void A_finished_run_that_is_resumed_has_nothing_to_do_and_writes_nothing()
    {
        Run(every: 4).Run(resume: false, CancellationToken.None);
        journal.Entries.Clear();

        var outcome = Run(every: 4).Run(resume: true, CancellationToken.None);

        Assert.Equal(Checkpoint("000010"), outcome.Checkpoint);
        Assert.Equal(["started 10 of 10", "finished 10"], journal.Entries);
    }

    [Fact]
    public void Resuming_where_nothing_was_saved_starts_at_the_beginning()
    {
        Assert.Equal(10, Run(every: 4).Run(resume: true, CancellationToken.None).Iteration);
        Assert.Equal("started 0 of 10", journal.Entries[0]);
    }

    [Fact]
    public void Checkpoints_of_an_earlier_run_are_not_written_over()
    {
        Run(every: 4).Run(resume: false, CancellationToken.None);

        var error = Assert.Throws<InvalidOperationException>(() => Run(every: 4).Run(resume: false, CancellationToken.None));

        Assert.Contains("resume it, or choose another output folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_observer_throws_ends_the_run()
    {
        journal.Throws = "iteration 2";
        Assert.Throws<NotSupportedException>(() => Run(every: 4).Run(resume: false, CancellationToken.None));
        Assert.Equal(2, training.Iteration);
    }

    private string Folder => folder.File("checkpoints");

    private string Checkpoint(string name) => Path.Combine(Folder, name);

    private TrainingRun Run(long every, int keep = 2) => new(
        training,
        new CheckpointFolder(Folder, new SafetensorsFiles(), NullLogger<CheckpointFolder>.Instance),
        new() { Every = every, Keep = keep },
        [journal],
        NullLogger<TrainingRun>.Instance);

    /// <summary>A training that only counts.</summary>
    private sealed class CountingTraining(long iterations) : ITraining
    {
        public Action<long> During { get; set; } = _ => { };

        public long Iteration { get; set; }

        public long Iterations => iterations;

        public IterationReport Iterate()
        {
            During(++Iteration);
            return new(Iteration, 0.1, new Dictionary<string, double>());
        }

        public TrainingState Save() => new(
            new Dictionary<string, IReadOnlyList<KeyValuePair<string, TorchSharp.torch.Tensor>>> { ["count"] = [KeyValuePair.Create("count", Row.Of(Iteration))] },
            new Dictionary<string, long> { ["iteration"] = Iteration });

        public void Load(TrainingState state) => Iteration = state.Counter("iteration");

        public void Dispose()
        {
        }
    }

    /// <summary>Writes down what it is told.</summary>
    private sealed class Journal : IRunObserver
    {
        public List<string> Entries { get; } = [];

        public string? Throws { get; set; }

        public void Started(long iteration, long iterations) => Write($"started {iteration} of {iterations}");

        public void Iteration(IterationReport report) => Write($"iteration {report.Iteration}");

        public void CheckpointWritten(string folder) => Write($"checkpoint {Path.GetFileName(folder)}");

        public void Finished(RunOutcome outcome) => Write($"finished {outcome.Iteration}");

        private void Write(string entry)
        {
            if (entry == Throws) throw new NotSupportedException(entry);
            Entries.Add(entry);
        }
    }
}
