using static TorchSharp.torch;

namespace FDistill.Parity.Noise;

/// <summary>α = 1 − t, σ = t.</summary>
internal sealed class RectifiedFlow(double minTime, double maxTime, int steps) : PeerSchedule(minTime, maxTime, steps)
{
    public override Tensor Alpha(Tensor t) => 1 - t;

    public override Tensor Sigma(Tensor t) => t.alias();
}
