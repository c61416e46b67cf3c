using FDistill.Plugins.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Noise;

/// <summary>The spread of VP's own sampler: equal steps of t on the curve σ(t)
/// from 1 to <see cref="First"/> (EDM, generate.py, ablation_sampler).</summary>
/// <param name="smallest">σ_min.</param>
/// <param name="largest">σ_max.</param>
internal sealed class VpLevels(double smallest, double largest) : INoiseLevels
{
    /// <summary>ε_s: where the curve reaches σ_min.</summary>
    private const double First = 1e-3;

    private readonly VpCurve curve = VpCurve.Through(smallest, largest, First);

    /// <summary>Whether there is such a curve: one through both levels whose rate of noise grows.</summary>
    /// <param name="smallest">σ_min.</param>
    /// <param name="largest">σ_max.</param>
    public static bool Reach(double smallest, double largest) => VpCurve.Through(smallest, largest, First).BetaD > 0;

    /// <inheritdoc/>
    public double Smallest => smallest;

    /// <inheritdoc/>
    public double Largest => largest;

    /// <inheritdoc/>
    public double Falling(double share) => curve.Sigma(1 + (share * (First - 1)));

    /// <inheritdoc/>
    public Tensor Rising(Tensor share) => curve.Sigma(share.mul(1 - First).add(First)).clamp(smallest, largest);

    /// <inheritdoc/>
    public Tensor Share(Tensor sigma) => curve.Time(sigma.clamp(smallest, largest)).sub(First).div(1 - First).clamp(0, 1);
}
