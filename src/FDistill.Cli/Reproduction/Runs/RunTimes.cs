using FDistill.Hosting.Running;

namespace FDistill.Cli.Reproduction.Runs;

/// <summary>How long runs take, by those of the same run file that are done or begun.</summary>
/// <param name="runs">All runs of a plan.</param>
/// <param name="rehearsed">Seconds of an iteration by run file, where a rehearsal has measured them.</param>
internal sealed class RunTimes(IReadOnlyList<PlannedRun> runs, IReadOnlyDictionary<string, double> rehearsed)
{
    /// <summary>The seconds that a run still needs.</summary>
    /// <returns>0 for one that is done; null where nothing is known yet.</returns>
    public double? Left(PlannedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var state = run.State;
        if (state.Stage == RunStage.Done) return 0;
        var alike = runs.Where(other => other.Base == run.Base).Select(other => (Run: other, other.State)).ToList();
        var pace = alike.Sum(other => other.State.Iteration) is > 0 and var iterations
            ? alike.Sum(other => other.State.TrainingSeconds) / iterations
            : rehearsed.TryGetValue(run.Base.Name, out var seconds) ? seconds : (double?)null;
        var around = alike.Where(other => other.State.Stage == RunStage.Done).Select(other => Around(other.Run.Folder, other.State)).OfType<double>().DefaultIfEmpty(0).Average();
        return pace * (run.Iterations - state.Iteration) + around;
    }

    /// <summary>The seconds that all runs still need; null where that is not known of one.</summary>
    public double? Left() => runs.Aggregate((double?)0, (sum, run) => sum + Left(run));

    /// <summary>What a run took besides its training, to make its parts and to measure them; null for one that was resumed, where it cannot be told.</summary>
    private static double? Around(RunFolder folder, RunState state)
    {
        var seconds = (File.GetLastWriteTimeUtc(folder.Report) - File.GetLastWriteTimeUtc(folder.RunFile)).TotalSeconds - state.TrainingSeconds;
        return seconds > 0 ? seconds : null;
    }
}
