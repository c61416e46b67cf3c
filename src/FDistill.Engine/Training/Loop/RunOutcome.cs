namespace FDistill.Engine.Training.Loop;

/// <summary>How a run ended.</summary>
/// <param name="Iteration">How many iterations are done.</param>
/// <param name="Completed">Whether these are all; false where it was asked to stop.</param>
/// <param name="Checkpoint">The folder of the last checkpoint.</param>
public sealed record RunOutcome(long Iteration, bool Completed, string Checkpoint);
