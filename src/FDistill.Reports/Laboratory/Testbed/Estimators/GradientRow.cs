namespace FDistill.Reports.Laboratory.Testbed.Estimators;

/// <summary>What the choices of Algorithm 1 make of a divergence's gradient.</summary>
/// <param name="Divergence">What the divergence is called.</param>
/// <param name="Exact">Theorem 1 itself: exact ratio and scores, neither clamped
/// nor normalised. Its mean is what the others are compared with.</param>
/// <param name="Clamped">With the ratio's clamps.</param>
/// <param name="StageOne">With clamps and stage 1: r over its average in its time bin.</param>
/// <param name="StageTwo">With clamps and stage 2: h over its mean in the batch.</param>
/// <param name="BothStages">With both, as a run has it.</param>
/// <param name="LearnedRatio">The same with a head's ratio.</param>
/// <param name="LearnedScore">The same with the exact ratio and a fake score.</param>
/// <param name="AllLearned">The same with both learned, as a run has it.</param>
public sealed record GradientRow(
    string Divergence, GradientQuality Exact, GradientQuality Clamped, GradientQuality StageOne, GradientQuality StageTwo, GradientQuality BothStages,
    GradientQuality LearnedRatio, GradientQuality LearnedScore, GradientQuality AllLearned);

/// <summary>How good a gradient's estimate is, whatever its length.</summary>
/// <param name="Angle">Bias: degrees between its mean and the exact gradient.</param>
/// <param name="Variance">Variance of a batch's estimate, over the squared length of its mean.</param>
public sealed record GradientQuality(double Angle, double Variance)
{
    /// <summary>The quality of estimates.</summary>
    /// <param name="estimates">One of each batch.</param>
    /// <param name="exact">The exact gradient.</param>
    internal static GradientQuality Of(IReadOnlyList<double[]> estimates, double[] exact)
    {
        double[] mean = Mean(estimates);
        var (length, lengthExact) = (Dot(mean, mean), Dot(exact, exact));
        var cosine = Math.Clamp(Dot(mean, exact) / Math.Sqrt(length * lengthExact), -1, 1);
        var spread = estimates.Sum(estimate => estimate.Zip(mean, (a, b) => (a - b) * (a - b)).Sum()) / (estimates.Count - 1);
        return new(Math.Acos(cosine) * 180 / Math.PI, spread / length);
    }

    /// <summary>The mean of estimates.</summary>
    internal static double[] Mean(IReadOnlyList<double[]> estimates) => [.. Enumerable.Range(0, estimates[0].Length).Select(n => estimates.Average(estimate => estimate[n]))];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
