namespace FDistill.Hosting.Running;

/// <summary>The progress of a training.</summary>
/// <param name="Iteration">How many iterations are done.</param>
/// <param name="Iterations">How many there will be.</param>
/// <param name="Values">What the last iteration measured, by
/// name (<see cref="Engine.Training.Loop.Measures"/>).</param>
public sealed record RunProgress(long Iteration, long Iterations, IReadOnlyDictionary<string, double> Values);
