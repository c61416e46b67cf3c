using static TorchSharp.torch;

namespace FDistill.Plugins.Shared;

/// <summary>EDM's spread: σ^(1/ρ) is linear (Karras et al. 2022, Eq. 5).</summary>
/// <param name="smallest">σ_min.</param>
/// <param name="largest">σ_max.</param>
/// <param name="rho">ρ: how strongly levels crowd at the small end.</param>
internal sealed class RhoLevels(double smallest, double largest, double rho) : INoiseLevels
{
    private readonly double inverseRho = 1 / rho;
    private readonly double minRoot = Math.Pow(smallest, 1 / rho);
    private readonly double maxRoot = Math.Pow(largest, 1 / rho);

    /// <inheritdoc/>
    public double Smallest => smallest;

    /// <inheritdoc/>
    public double Largest => largest;

    /// <inheritdoc/>
    public double Falling(double share) => Math.Pow(maxRoot + (share * (minRoot - maxRoot)), rho);

    /// <inheritdoc/>
    public Tensor Rising(Tensor share) => share.mul(maxRoot - minRoot).add(minRoot).pow(rho).clamp(smallest, largest);

    /// <inheritdoc/>
    public Tensor Share(Tensor sigma) => sigma.clamp(smallest, largest).pow(inverseRho).sub(minRoot).div(maxRoot - minRoot).clamp(0, 1);
}
