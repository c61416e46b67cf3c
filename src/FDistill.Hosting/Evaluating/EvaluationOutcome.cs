using FDistill.Engine.Evaluation;

namespace FDistill.Hosting.Evaluating;

/// <summary>How an evaluation ended.</summary>
/// <param name="Table">What was measured, and what had been before.</param>
/// <param name="Interrupted">Whether it was asked to stop before
/// its end; what was measured until then is saved.</param>
/// <param name="Log">The file that the scores were added to.</param>
public sealed record EvaluationOutcome(EvaluationTable Table, bool Interrupted, string Log);
