using FDistill.Engine.Evaluation;
using FDistill.Engine.Training.Loop;

namespace FDistill.Hosting.Running;

/// <summary>How a run ended.</summary>
/// <param name="Folder">What it leaves behind.</param>
/// <param name="Outcome">How the training ended; null where it was asked to stop before it began.</param>
/// <param name="Table">What was measured; null where nothing was, or the run was asked to stop.</param>
public sealed record RunSummary(RunFolder Folder, RunOutcome? Outcome, EvaluationTable? Table)
{
    /// <summary>Whether the run was asked to stop before its end.</summary>
    public bool Interrupted => Outcome is not { Completed: true };
}
