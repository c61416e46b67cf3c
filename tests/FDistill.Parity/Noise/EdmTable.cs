using FDistill.Parity.Edm;
using static TorchSharp.torch;

namespace FDistill.Parity.Noise;

/// <summary>α = 1, σ = t, and a table of noise levels that rises by EDM's polynomial.</summary>
/// <param name="minTime">The smallest noise level.</param>
/// <param name="maxTime">The largest.</param>
/// <param name="steps">Rows of the table.</param>
/// <param name="rho">How strongly rows crowd at small levels.</param>
/// <param name="minStep">The row at which lists of times end.</param>
/// <param name="maxStep">The row at which they begin.</param>
internal sealed class EdmTable(double minTime, double maxTime, int steps, double rho, int minStep, int maxStep) : PeerSchedule(minTime, maxTime, steps)
{
    /// <summary>The peer's own constants.</summary>
    public static EdmTable Default => new(0.002, 80, 1000, 7, 2, 998);

    public override (string Name, Tensor Rows)? Table => ("sigmas", Schedules.Of(MinTime, MaxTime, rho).Quantile(linspace(0, 1, Steps, dtype: float64, device: CPU)));

    public override Tensor Alpha(Tensor t) => ones_like(t);

    public override Tensor Sigma(Tensor t) => t.alias();

    public override Tensor TimeList(int sampleSteps)
    {
        var rows = linspace(maxStep, minStep, sampleSteps + 1, dtype: float32, device: CPU).trunc().to_type(int64);
        return cat([Table!.Value.Rows.index_select(0, rows.narrow(0, 0, sampleSteps)), zeros([1], dtype: float64, device: CPU)], dim: 0);
    }
}
