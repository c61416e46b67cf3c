using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Shared;

/// <summary>Noise levels of an EDM model (Karras et al. 2022, Table 1).</summary>
/// <param name="SigmaMin">The smallest noise level.</param>
/// <param name="SigmaMax">The largest.</param>
/// <param name="SigmaData">The standard deviation of the data.</param>
/// <param name="Rho">How strongly times crowd at small noise levels.</param>
/// <param name="TrainingMean">P_mean of ln σ in training from scratch.</param>
/// <param name="TrainingDeviation">P_std of ln σ in training from scratch.</param>
internal sealed record EdmNoise(double SigmaMin, double SigmaMax, double SigmaData, double Rho, double TrainingMean, double TrainingDeviation);

/// <summary>EDM's forward process: α = 1, σ(t) = t (Karras et al. 2022, Table 1, column "Ours").</summary>
/// <remarks>Source shared by the plugins that need it, since plugins do not see each other.</remarks>
/// <param name="options">The range of σ, ρ, and the log-normal of training from scratch.</param>
internal sealed class EdmNoiseSchedule(EdmNoise options) : INoiseSchedule
{
    private readonly double inverseRho = 1 / options.Rho;
    private readonly double minRoot = Math.Pow(options.SigmaMin, 1 / options.Rho);
    private readonly double maxRoot = Math.Pow(options.SigmaMax, 1 / options.Rho);

    /// <inheritdoc/>
    public double MinTime => options.SigmaMin;

    /// <inheritdoc/>
    public double MaxTime => options.SigmaMax;

    /// <inheritdoc/>
    public Tensor Alpha(Tensor t) => ones_like(t);

    /// <inheritdoc/>
    public Tensor Sigma(Tensor t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return t.alias();
    }

    /// <inheritdoc/>
    /// <remarks>The ρ polynomial of EDM's Eq. 5, rising: (σ_min^(1/ρ) + u (σ_max^(1/ρ) − σ_min^(1/ρ)))^ρ.</remarks>
    public Tensor Quantile(Tensor u)
    {
        ArgumentNullException.ThrowIfNull(u);
        return u.mul(maxRoot - minRoot).add(minRoot).pow(options.Rho).clamp(MinTime, MaxTime);
    }

    /// <inheritdoc/>
    public Tensor Cumulative(Tensor t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return t.clamp(MinTime, MaxTime).pow(inverseRho).sub(minRoot).div(maxRoot - minRoot).clamp(0, 1);
    }

    /// <inheritdoc/>
    /// <remarks>(σ² + σ_data²) / (σ σ_data)².</remarks>
    public Tensor LossWeight(Tensor t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return t.square().add(options.SigmaData * options.SigmaData).div(t.mul(options.SigmaData).square());
    }

    /// <inheritdoc/>
    /// <remarks>ln σ is normal with mean P_mean and deviation P_std.</remarks>
    public Tensor TrainingTime(Tensor normal)
    {
        ArgumentNullException.ThrowIfNull(normal);
        return normal.mul(options.TrainingDeviation).add(options.TrainingMean).exp();
    }

    /// <inheritdoc/>
    /// <remarks>σ_max first; several steps follow the ρ polynomial, whose last interval ends at 0.</remarks>
    public IReadOnlyList<double> StudentTimes(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return [.. Enumerable.Range(0, steps).Select(step => Falling((double)step / steps))];
    }

    /// <inheritdoc/>
    /// <remarks>EDM's Eq. 5: t_0 = σ_max, …, t_{N−1} = σ_min, t_N = 0.</remarks>
    public IReadOnlyList<double> SamplingTimes(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return [.. Enumerable.Range(0, steps).Select(step => Falling(steps == 1 ? 0 : step / (steps - 1.0))), 0];
    }

    private double Falling(double share) => Math.Pow(maxRoot + (share * (minRoot - maxRoot)), options.Rho);
}
