using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Noise;

/// <summary>The noise level of a variance-preserving process over its time t in [0, 1]: σ(t)
/// = √(exp(β_d t²/2 + β_min t) − 1) (Karras et al. 2022, Table 1, column "VP").</summary>
/// <param name="BetaD">β_d: how fast the rate of noise grows. (EDM: 19.9)</param>
/// <param name="BetaMin">β_min: the rate at t = 0. (EDM: 0.1)</param>
internal sealed record VpCurve(double BetaD, double BetaMin)
{
    /// <summary>The curve through two points, σ(<paramref name="first"/>)
    /// and σ(1) (EDM, generate.py, ablation_sampler).</summary>
    public static VpCurve Through(double smallest, double largest, double first)
    {
        double Exponent(double sigma) => Math.Log((sigma * sigma) + 1);
        var betaD = 2 * ((Exponent(smallest) / first) - Exponent(largest)) / (first - 1);
        return new VpCurve(betaD, Exponent(largest) - (0.5 * betaD));
    }

    /// <summary>σ(t).</summary>
    public double Sigma(double t) => Math.Sqrt(Math.Exp((0.5 * BetaD * t * t) + (BetaMin * t)) - 1);

    /// <summary>σ(t), entry by entry.</summary>
    public Tensor Sigma(Tensor t) => t.square().mul(0.5 * BetaD).add(t.mul(BetaMin)).expm1().sqrt();

    /// <summary>t(σ), entry by entry, in the type of the noise levels.</summary>
    public Tensor Time(Tensor sigma) => sigma.square().add(1).log().mul(2 * BetaD).add(BetaMin * BetaMin).sqrt().sub(BetaMin).div(BetaD);
}
