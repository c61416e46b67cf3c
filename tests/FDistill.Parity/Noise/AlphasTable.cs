using static TorchSharp.torch;

namespace FDistill.Parity.Noise;

/// <summary>Variance preserving: α² = ᾱ by a table that is cumulated in float32 from scaled-linear β.</summary>
internal sealed class AlphasTable(double minTime, double maxTime, int steps, double betaStart, double betaEnd) : PeerSchedule(minTime, maxTime, steps)
{
    public override (string Name, Tensor Rows)? Table => ("alphas_cumprod", Rows);

    private Tensor Rows => (1 - linspace(Math.Sqrt(betaStart), Math.Sqrt(betaEnd), Steps, dtype: float32, device: CPU).square()).cumprod(0).to_type(float64);

    public override Tensor Alpha(Tensor t) => At(t).sqrt();

    public override Tensor Sigma(Tensor t) => (1 - At(t)).sqrt();

    private Tensor At(Tensor t) => Rows.index_select(0, (t * Steps).trunc().clamp(0, Steps - 1).to_type(int64));
}
