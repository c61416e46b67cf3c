using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>Whether a divergence weighs all samples alike, as reverse-KL
/// does: its h(r) is then no function of the ratio.</summary>
internal static class ConstantWeight
{
    private const int Ratios = 65;

    /// <summary>Whether h is the same at 65 ratios that lie between the ratio's bounds, evenly in log r.</summary>
    /// <param name="divergence">The divergence.</param>
    /// <param name="bounds">The ratio's bounds.</param>
    /// <param name="device">Where the divergence computes.</param>
    public static bool Is(IDivergence divergence, RatioOptions bounds, Device device)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var (lowest, highest) = (Math.Max(-bounds.LogClamp, Math.Log(bounds.Lower)), Math.Min(bounds.LogClamp, Math.Log(bounds.Upper)));
        var weights = DivergenceWeight.Of(divergence, DensityRatio.FromLog(linspace(lowest, highest, Ratios, dtype: float32, device: device))).cpu().data<float>().ToArray();
        return weights.All(weight => weight == weights[0]);
    }
}
