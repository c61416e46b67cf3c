using static TorchSharp.torch;

namespace FDistill.Divergences;

/// <summary>An f-divergence, given by its weighting function h(r)
/// = f''(r) r² (Theorem 1 of the f-distill paper).</summary>
/// <remarks>
/// By Proposition 1 <em>every</em> continuous, non-negative h on (0, ∞)
/// is the weighting of some f-divergence, so an h is all there is to
/// write. The scale of h does not matter: the engine divides it
/// by its mean over the batch (stage 2 of the normalisation).
/// </remarks>
public interface IDivergence
{
    /// <summary>The weight h(r) of every sample's score difference.</summary>
    /// <param name="ratio">The density ratio r = p/q, teacher over
    /// student, of N samples. Its tensors belong to the caller.</param>
    /// <returns>h(r): a tensor of its own, [N], of the ratio's type (float32 in
    /// a run, float64 where h is examined) and on its device; finite, ≥ 0 and
    /// without gradient, each entry a function of the same entry of r alone.</returns>
    Tensor Weight(DensityRatio ratio);

    /// <summary>The exact tail weights, where they are known; null:
    /// they are fitted to h where they are asked for.</summary>
    TailWeights? TailWeights => null;

    /// <summary>
    /// Var_q[h(r)] / E_q[h(r)]² for p = N(0, 1) and q = N(m, 1) (Fig. 5a of the paper),
    /// where a closed form is known; null: h is integrated where it is asked for.
    /// </summary>
    /// <param name="distance">m, in standard deviations.</param>
    double? NormalizedVariance(double distance) => null;
}
