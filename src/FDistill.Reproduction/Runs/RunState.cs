using FDistill.Hosting.Running;
using FDistill.Reports;

namespace FDistill.Reproduction.Runs;

/// <summary>How far a run has come.</summary>
/// <param name="Stage">In a word.</param>
/// <param name="Iteration">The iterations that are logged.</param>
/// <param name="TrainingSeconds">The seconds that these took.</param>
internal sealed record RunState(RunStage Stage, long Iteration, double TrainingSeconds)
{
    /// <summary>Reads the log of a run.</summary>
    /// <param name="folder">The run's folder.</param>
    public static RunState Read(RunFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var stage = RunStages.Of(folder);
        var history = stage != RunStage.Missing && File.Exists(folder.Metrics) ? MetricsLog.Read(folder.Metrics) : [];
        return new RunState(stage, history.Count == 0 ? 0 : history[^1].Iteration, history.Sum(entry => entry.Values.GetValueOrDefault(MetricsEntry.Seconds)));
    }
}
