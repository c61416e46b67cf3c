using FDistill.Engine.Training.Loop;
using FDistill.Hosting;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Reproduction.Runs;

/// <summary>A few iterations of a run in a folder that does not stay, to know its pace.</summary>
internal static class TimedDryRun
{
    private const int Rounds = 2;

    /// <summary>Makes a dry run: of two rounds of the student's and
    /// the fake score's iterations the second is timed.</summary>
    /// <param name="run">The run file, read for this alone.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Seconds an iteration.</returns>
    public static async Task<double> PaceAsync(LoadedRun<DistillationRunFile> run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(run);
        var folder = Directory.CreateTempSubdirectory("fdistill-dry-run-");
        try
        {
            var runFile = run.RunFile;
            var round = Math.Min(runFile.Training.StudentEvery, runFile.Training.Iterations);
            (runFile.Output, runFile.Training.Iterations, runFile.Evaluation) = (Path.Combine(folder.FullName, "run"), Rounds * round, null);
            (runFile.Report.Rows, runFile.Report.Columns, runFile.Report.TeacherSteps) = (1, 1, 1);
            var watch = new Watch();
            using (var services = new ServiceCollection().AddLogging().AddFDistill().BuildServiceProvider())
            using (var composed = services.GetRequiredService<RunHost>().Compose(run, new RunSettings(), watch)) await composed.RunAsync(cancel);
            return watch.Seconds.TakeLast((int)round).Average();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Notes how long iterations take.</summary>
    private sealed class Watch : IRunObserver
    {
        public List<double> Seconds { get; } = [];

        public void Started(long iteration, long iterations)
        {
        }

        public void Iteration(IterationReport report) => Seconds.Add(report.Seconds);

        public void CheckpointWritten(string folder)
        {
        }

        public void Finished(RunOutcome outcome)
        {
        }
    }
}
