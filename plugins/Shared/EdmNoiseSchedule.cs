using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Shared;

/// <summary>A forward process whose time is the noise level: α = 1,
/// σ(t) = t (Karras et al. 2022, Table 1, column "Ours").</summary>
/// <remarks>Source shared by the plugins that need it, since plugins do not see each other.</remarks>
/// <param name="levels">How noise levels are spread in distillation and in sampling.</param>
/// <param name="training">The noise levels of training from scratch.</param>
internal sealed class EdmNoiseSchedule(INoiseLevels levels, ITrainingNoise training) : INoiseSchedule
{
    /// <summary>EDM's own spread and training.</summary>
    /// <param name="options">The range of σ, ρ, and the log-normal of training from scratch.</param>
    public EdmNoiseSchedule(EdmNoise options)
        : this(
            new RhoLevels(options.SigmaMin, options.SigmaMax, options.Rho),
            new LogNormalNoise(options.TrainingMean, options.TrainingDeviation, options.SigmaData))
    {
    }

    /// <inheritdoc/>
    public double MinTime => levels.Smallest;

    /// <inheritdoc/>
    public double MaxTime => levels.Largest;

    /// <inheritdoc/>
    public Tensor Alpha(Tensor t) => ones_like(t);

    /// <inheritdoc/>
    public Tensor Sigma(Tensor t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return t.alias();
    }

    /// <inheritdoc/>
    public Tensor Quantile(Tensor u) => levels.Rising(u);

    /// <inheritdoc/>
    public Tensor Cumulative(Tensor t) => levels.Share(t);

    /// <inheritdoc/>
    public Tensor LossWeight(Tensor t) => training.Weight(t);

    /// <inheritdoc/>
    public Tensor TrainingTime(Tensor normal) => training.Sigma(normal);

    /// <inheritdoc/>
    /// <remarks>The largest level first; several steps follow the spread, whose last interval ends at 0.</remarks>
    public IReadOnlyList<double> StudentTimes(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return [.. Enumerable.Range(0, steps).Select(step => levels.Falling((double)step / steps))];
    }

    /// <inheritdoc/>
    /// <remarks>EDM's Eq. 5: t_0 = σ_max, …, t_{N−1} = σ_min, t_N = 0.</remarks>
    public IReadOnlyList<double> SamplingTimes(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return [.. Enumerable.Range(0, steps).Select(step => levels.Falling(steps == 1 ? 0 : step / (steps - 1.0))), 0];
    }

    /// <inheritdoc/>
    public double Nearest(double t) => levels.Nearest(t);
}
