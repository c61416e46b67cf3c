using FDistill.Divergences;
using FDistill.Engine.Contracts;
using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>h(r) of a divergence, with its contract enforced: a
/// plugin's mistake must not become a NaN in the student.</summary>
public static class DivergenceWeight
{
    private const string Member = "IDivergence.Weight";

    /// <summary>Computes h and checks its shape. Its values are checked
    /// by <see cref="Check"/>, once they are known to the host.</summary>
    /// <param name="divergence">The divergence.</param>
    /// <param name="ratio">r of N samples.</param>
    /// <returns>h(r): [N] float32, without gradient.</returns>
    /// <exception cref="BrokenContractException">The result is not of shape [N], of
    /// no float type or on another device, or the ratio was disposed.</exception>
    public static Tensor Of(IDivergence divergence, DensityRatio ratio)
    {
        ArgumentNullException.ThrowIfNull(divergence);
        ArgumentNullException.ThrowIfNull(ratio);
        using var ungraded = no_grad();
        var (shape, device) = (ratio.Value.shape, ratio.Value.device);
        var weight = divergence.Weight(ratio);
        var contract = new Contract(divergence, Member);
        contract.LeftAlone(ratio.Value, "the ratios");
        contract.LeftAlone(ratio.Log, "the ratios");
        return contract.Result(weight, "weights", shape, device, type: null).to(ScalarType.Float32);
    }

    /// <summary>Checks the values of h.</summary>
    /// <param name="divergence">The divergence.</param>
    /// <param name="smallest">The smallest h of a batch; NaN where there is one.</param>
    /// <param name="largest">The largest.</param>
    /// <exception cref="BrokenContractException">h is negative or not finite somewhere.</exception>
    public static void Check(IDivergence divergence, double smallest, double largest)
    {
        ArgumentNullException.ThrowIfNull(divergence);
        if (!double.IsFinite(smallest) || !double.IsFinite(largest))
            throw new Contract(divergence, Member).Broken($"its h ranges from {smallest} to {largest}; every h must be finite");
        if (smallest < 0)
            throw new Contract(divergence, Member).Broken($"its smallest h is {smallest}; every h must be ≥ 0 (a negative h belongs to no f-divergence, Proposition 1)");
    }
}
