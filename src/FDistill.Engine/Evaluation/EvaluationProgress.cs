namespace FDistill.Engine.Evaluation;

/// <summary>The progress of an evaluation.</summary>
/// <param name="Subject">What is measured, or <see cref="References"/>.</param>
/// <param name="Done">How many of its images have been seen.</param>
/// <param name="Total">How many there are; null where that is not known.</param>
/// <param name="Metric">The number of the metric that is being
/// computed, counted from 1; 0 while images are being seen.</param>
public sealed record EvaluationProgress(string Subject, long Done, long? Total, int Metric = 0)
{
    /// <summary>The subject while the reference images are being seen.</summary>
    public const string References = "references";
}
