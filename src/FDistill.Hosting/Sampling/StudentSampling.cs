using FDistill.Engine.Sampling;

namespace FDistill.Hosting.Sampling;

/// <summary>How a student is sampled.</summary>
/// <param name="Average">Which of its averages; null for its weights themselves.</param>
/// <param name="Steps">Network evaluations for one sample; null for as many as it was trained with.</param>
/// <param name="Noise">The noise between steps.</param>
public sealed record StudentSampling(int? Average, int? Steps = null, StudentNoise Noise = StudentNoise.Fresh);
