namespace FDistill.Hosting.Running;

/// <summary>How a training comes along.</summary>
/// <param name="Iteration">How many turns are done.</param>
/// <param name="Iterations">How many there will be.</param>
/// <param name="Values">What the last turn measured, by name (<see cref="Engine.Training.Loop.Measures"/>).</param>
public sealed record RunProgress(long Iteration, long Iterations, IReadOnlyDictionary<string, double> Values);
