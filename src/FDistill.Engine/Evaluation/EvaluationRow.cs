namespace FDistill.Engine.Evaluation;

/// <summary>What was measured of one sampler.</summary>
/// <param name="Name">The sampler, e.g. <c>student, after</c>.</param>
/// <param name="Values">The metrics' values by name, and <see cref="MillisecondsPerImage"/>.</param>
/// <param name="Recorded">Whether the row was measured at another time, and is only repeated.</param>
public sealed record EvaluationRow(string Name, IReadOnlyDictionary<string, double> Values, bool Recorded = false)
{
    /// <summary>The name of the sampler's time: milliseconds an image, the median over warm batches, feature extraction left out.</summary>
    public const string MillisecondsPerImage = "msPerImage";
}
