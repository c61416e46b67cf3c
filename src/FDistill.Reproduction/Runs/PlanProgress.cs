using FDistill.Hosting.Running;

namespace FDistill.Reproduction.Runs;

/// <summary>How far the runs of a plan have come, by one look at their folders, and how long
/// what is left of them takes, by those of the same run file that are done or begun.</summary>
internal sealed class PlanProgress
{
    private readonly Dictionary<PlannedRun, RunState> states;
    private readonly Dictionary<string, double> paces, around;

    /// <summary>Looks.</summary>
    /// <param name="runs">The runs of a plan.</param>
    /// <param name="timed">Seconds of an iteration by run file, for those of which no run has begun.</param>
    public PlanProgress(IReadOnlyList<PlannedRun> runs, IReadOnlyDictionary<string, double> timed)
    {
        states = runs.ToDictionary(run => run, run => RunState.Read(run.Folder));
        var begun = states.Where(run => run.Value.Iteration > 0).ToLookup(run => run.Key.Base.Name, run => (run.Key.Folder, State: run.Value));
        paces = new Dictionary<string, double>(timed);
        foreach (var alike in begun) paces[alike.Key] = alike.Sum(run => run.State.TrainingSeconds) / alike.Sum(run => run.State.Iteration);
        around = begun.ToDictionary(alike => alike.Key, alike => alike.Where(run => run.State.Stage == RunStage.Done).Select(run => Around(run.Folder, run.State)).OfType<double>().DefaultIfEmpty(0).Average());
    }

    /// <summary>How far a run has come.</summary>
    public RunState Of(PlannedRun run) => states[run];

    /// <summary>The seconds that runs still need.</summary>
    /// <returns>0 where all are done; null where nothing is known yet of one.</returns>
    public double? Left(IEnumerable<PlannedRun> runs) => runs.Aggregate((double?)0, (sum, run) => sum + Left(run));

    private double? Left(PlannedRun run)
    {
        var (state, name) = (states[run], run.Base.Name);
        if (state.Stage == RunStage.Done) return 0;
        return paces.TryGetValue(name, out var pace) ? (pace * (run.Iterations - state.Iteration)) + around.GetValueOrDefault(name) : null;
    }

    /// <summary>What a run took besides its training, to make its parts and to measure
    /// them; null for one that was resumed, where it cannot be determined.</summary>
    private static double? Around(RunFolder folder, RunState state)
    {
        var seconds = (File.GetLastWriteTimeUtc(folder.Report) - File.GetLastWriteTimeUtc(folder.RunFile)).TotalSeconds - state.TrainingSeconds;
        return seconds > 0 ? seconds : null;
    }
}
