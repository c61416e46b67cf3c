using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Noise;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Sampling;

/// <summary>DDIM (Song et al. 2021): deterministic for η = 0 (an ODE
/// sampler), with as much noise as DDPM for η = 1 (an SDE sampler).</summary>
public sealed class DdimScheduler : IScheduler
{
    private readonly SchedulerConfig config;
    private readonly NoiseTable table;
    private readonly double eta;
    private readonly int stride;

    /// <summary>Makes the rule.</summary>
    /// <param name="config">The model's scheduler.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="eta">η.</param>
    public DdimScheduler(SchedulerConfig config, int steps, double eta = 0)
    {
        ArgumentNullException.ThrowIfNull(config);
        (this.config, this.eta) = (config, eta);
        table = NoiseTable.Of(config);
        stride = config.TrainingSteps / Math.Max(1, steps);
        Timesteps = Sampling.Timesteps.Of(config, steps);
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Timesteps { get; }

    /// <inheritdoc/>
    public double InitialScale => 1;

    /// <summary>ᾱ where the last step leads.</summary>
    public double FinalAlphaCumulative => config.EndsAtOne ? 1 : table.AlphasCumulative[0];

    /// <inheritdoc/>
    public Tensor NetworkInput(Tensor state, int step)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.alias();
    }

    /// <inheritdoc/>
    /// <remarks>Eqs. 12 and 16 of the paper.</remarks>
    public SchedulerStep Step(Tensor prediction, int step, Tensor state, Func<Tensor> noise)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(noise);
        using var scope = NewDisposeScope();
        var level = (int)Timesteps[step];
        var (here, next) = (table.AlphasCumulative[level], level >= stride ? table.AlphasCumulative[level - stride] : FinalAlphaCumulative);
        var (alpha, sigma) = (Number(Math.Sqrt(here), state), Number(Math.Sqrt(1 - here), state));

        var clean = config.Prediction.ToClean(prediction, state, alpha, sigma);
        var direction = config.Prediction.ToNoise(prediction, state, alpha, sigma);
        if (config.ClipRange is { } range) clean = clean.clamp(-range, range);

        var deviation = eta * Math.Sqrt((1 - next) / (1 - here) * (1 - (here / next)));
        var result = (Math.Sqrt(next) * clean) + (Math.Sqrt(1 - next - (deviation * deviation)) * direction);
        if (eta > 0) result = result + (deviation * noise());
        return new SchedulerStep(result.MoveToOuterDisposeScope(), clean.MoveToOuterDisposeScope());
    }

    private static Tensor Number(double value, Tensor like) => tensor(value, dtype: like.dtype, device: like.device);
}
