namespace FDistill.Engine.Training.Diagnostics;

/// <summary>The beginning of a known failure.</summary>
/// <param name="Iteration">The iteration in which it had lasted long enough to be reported.</param>
/// <param name="Found">What was found.</param>
/// <param name="Remedy">What to try.</param>
public sealed record TrainingWarning(long Iteration, string Found, string Remedy);
