using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Noise;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Sampling;

/// <summary>DDPM's ancestral sampling (Ho et al. 2020, Algorithm
/// 2), over fewer levels than those of training.</summary>
public sealed class DdpmScheduler : IScheduler
{
    private readonly SchedulerConfig config;
    private readonly NoiseTable table;
    private readonly int stride;

    /// <summary>Makes the rule.</summary>
    /// <param name="config">The model's scheduler.</param>
    /// <param name="steps">How many steps.</param>
    public DdpmScheduler(SchedulerConfig config, int steps)
    {
        ArgumentNullException.ThrowIfNull(config);
        this.config = config;
        table = NoiseTable.Of(config);
        stride = config.TrainingSteps / Math.Max(1, steps);
        Timesteps = Sampling.Timesteps.Of(config, steps);
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Timesteps { get; }

    /// <inheritdoc/>
    public double InitialScale => 1;

    /// <inheritdoc/>
    public Tensor NetworkInput(Tensor state, int step)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.alias();
    }

    /// <inheritdoc/>
    /// <remarks>The posterior's mean and variance: Eqs. 6 and 7 of the paper, with β of the whole stride.</remarks>
    public SchedulerStep Step(Tensor prediction, int step, Tensor state, Func<Tensor> noise)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(noise);
        using var scope = NewDisposeScope();
        var level = (int)Timesteps[step];
        var (here, next) = (table.AlphasCumulative[level], level >= stride ? table.AlphasCumulative[level - stride] : 1);
        var beta = 1 - (here / next);

        var clean = config.Prediction.ToClean(prediction, state, Number(Math.Sqrt(here), state), Number(Math.Sqrt(1 - here), state));
        if (config.ClipRange is { } range) clean = clean.clamp(-range, range);
        var result = (Math.Sqrt(next) * beta / (1 - here) * clean) + (Math.Sqrt(1 - beta) * (1 - next) / (1 - here) * state);
        if (level > 0)
        {
            var variance = config.LargeVariance ? beta : Math.Max((1 - next) / (1 - here) * beta, 1e-20);
            result = result + (Math.Sqrt(variance) * noise());
        }
        return new SchedulerStep(result.MoveToOuterDisposeScope(), clean.MoveToOuterDisposeScope());
    }

    private static Tensor Number(double value, Tensor like) => tensor(value, dtype: like.dtype, device: like.device);
}
