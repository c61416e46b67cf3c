using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>h(r) of a divergence, with its contract enforced: a plugin's mistake must not become a NaN in the student.</summary>
public static class DivergenceWeight
{
    /// <summary>Computes h and checks its shape. Its values are checked by <see cref="Check"/>, once they are known to the host.</summary>
    /// <param name="divergence">The divergence.</param>
    /// <param name="ratio">r of N samples.</param>
    /// <returns>h(r): [N] float32, without gradient.</returns>
    /// <exception cref="InvalidOperationException">The result is not of shape [N], or of no float type.</exception>
    public static Tensor Of(IDivergence divergence, DensityRatio ratio)
    {
        ArgumentNullException.ThrowIfNull(divergence);
        ArgumentNullException.ThrowIfNull(ratio);
        using var ungraded = no_grad();
        var weight = divergence.Weight(ratio) ?? throw Broken(divergence, "it returned nothing");
        if (!weight.shape.SequenceEqual(ratio.Value.shape))
            throw Broken(divergence, $"for ratios of shape [{string.Join(", ", ratio.Value.shape)}] it returned shape [{string.Join(", ", weight.shape)}]; one h for each ratio was expected");
        if (!weight.is_floating_point())
            throw Broken(divergence, $"it returned {weight.dtype}; float32 was expected");
        return weight.to(ScalarType.Float32);
    }

    /// <summary>Checks the values of h.</summary>
    /// <param name="divergence">The divergence.</param>
    /// <param name="smallest">The smallest h of a batch; NaN where there is one.</param>
    /// <param name="largest">The largest.</param>
    /// <exception cref="InvalidOperationException">h is negative or not finite somewhere.</exception>
    public static void Check(IDivergence divergence, double smallest, double largest)
    {
        ArgumentNullException.ThrowIfNull(divergence);
        if (!double.IsFinite(smallest) || !double.IsFinite(largest))
            throw Broken(divergence, $"its h ranges from {smallest} to {largest}; every h must be finite");
        if (smallest < 0)
            throw Broken(divergence, $"its smallest h is {smallest}; every h must be ≥ 0 (a negative h belongs to no f-divergence, Proposition 1)");
    }

    private static InvalidOperationException Broken(IDivergence divergence, string how) =>
        new($"divergence '{divergence.GetType().Name}' breaks the contract of IDivergence.Weight: {how}");
}
