using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Sampling;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Noise;

/// <summary>The noise of a latent diffusion model over t in [0, 1):
/// t stands for the level ⌊T·t⌋ of T, and α² + σ² = 1.</summary>
/// <param name="config">The model's scheduler.</param>
/// <param name="options">The range of t, and the student's own.</param>
internal sealed class LatentSchedule(SchedulerConfig config, LatentTimes options) : INoiseSchedule
{
    /// <summary>Keeps T·t from falling below a whole number by rounding.</summary>
    private const double Rounding = 1e-6;

    private readonly NoiseTable table = NoiseTable.Of(config);

    /// <inheritdoc/>
    public double MinTime => options.Min;

    /// <inheritdoc/>
    public double MaxTime => options.Max;

    /// <summary>The level that the network is asked at: [N] float64, whole numbers.</summary>
    public Tensor Level(Tensor t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return t.mul(config.TrainingSteps).add(Rounding).floor().clamp(0, config.TrainingSteps - 1);
    }

    /// <summary>The level of one time.</summary>
    /// <param name="config">The model's scheduler.</param>
    /// <param name="time">t.</param>
    public static int LevelOf(SchedulerConfig config, double time) => Math.Clamp((int)Math.Floor((time * config.TrainingSteps) + Rounding), 0, config.TrainingSteps - 1);

    /// <inheritdoc/>
    public Tensor Alpha(Tensor t) => Cumulated(t).sqrt();

    /// <inheritdoc/>
    public Tensor Sigma(Tensor t) => (1 - Cumulated(t)).sqrt();

    /// <inheritdoc/>
    /// <remarks>t is uniform.</remarks>
    public Tensor Quantile(Tensor u)
    {
        ArgumentNullException.ThrowIfNull(u);
        return u.mul(MaxTime - MinTime).add(MinTime).clamp(MinTime, MaxTime);
    }

    /// <inheritdoc/>
    public Tensor Cumulative(Tensor t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return t.sub(MinTime).div(MaxTime - MinTime).clamp(0, 1);
    }

    /// <inheritdoc/>
    /// <remarks>What makes the error of x_0 that of the prediction
    /// itself: α²/σ² for noise, 1/σ² for velocity, 1 for x_0.</remarks>
    public Tensor LossWeight(Tensor t) => config.Prediction switch
    {
        Prediction.Noise => Cumulated(t) / (1 - Cumulated(t)),
        Prediction.Velocity => 1 / (1 - Cumulated(t)),
        _ => ones_like(t),
    };

    /// <inheritdoc/>
    /// <remarks>Uniform over the levels, by the normal distribution's own function.</remarks>
    public Tensor TrainingTime(Tensor normal)
    {
        ArgumentNullException.ThrowIfNull(normal);
        return Quantile(normal.div(Math.Sqrt(2)).erf().add(1).div(2));
    }

    /// <inheritdoc/>
    /// <remarks>Unit noise, also where the network is given an
    /// earlier time (DMD2's one-step SDXL: level 399).</remarks>
    public double? PureNoiseSigma => 1;

    /// <inheritdoc/>
    /// <remarks>The student's time first; several divide it evenly.</remarks>
    public IReadOnlyList<double> StudentTimes(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return [.. Enumerable.Range(0, steps).Select(step => options.Student * (steps - step) / steps)];
    }

    /// <inheritdoc/>
    /// <remarks>The levels that the model's scheduler spaces out.</remarks>
    public IReadOnlyList<double> SamplingTimes(int steps) => [.. Timesteps.Of(config, steps).Select(level => level / config.TrainingSteps), 0];

    private Tensor Cumulated(Tensor t)
    {
        using var scope = NewDisposeScope();
        var values = tensor(table.AlphasCumulative.ToArray(), dtype: float64, device: t.device);
        return values.index_select(0, Level(t).to_type(int64)).MoveToOuterDisposeScope();
    }
}

/// <summary>Times of a latent diffusion model.</summary>
/// <param name="Min">The smallest t that training draws.</param>
/// <param name="Max">The largest.</param>
/// <param name="Student">The t at which a student of one step makes a sample.</param>
internal sealed record LatentTimes(double Min, double Max, double Student);
