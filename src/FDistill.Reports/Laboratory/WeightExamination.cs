using FDistill.Divergences;

namespace FDistill.Reports.Laboratory;

/// <summary>Examines a divergence's h as Proposition 1 asks: over 24 decades of r, in float64.</summary>
public static class WeightExamination
{
    /// <summary>Looks for places where h is not finite, is negative, jumps, or is zero around r = 1.</summary>
    /// <param name="divergence">The divergence.</param>
    /// <returns>What is wrong, each at its r; nothing where all is well.</returns>
    /// <exception cref="InvalidOperationException">The divergence returns another
    /// shape or type than its ratio's; the message says which.</exception>
    public static IReadOnlyList<WeightFault> Of(IDivergence divergence) => WeightChecks.Of(new WeightFunction(divergence));
}
