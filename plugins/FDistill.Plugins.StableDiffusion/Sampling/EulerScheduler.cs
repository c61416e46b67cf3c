using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Noise;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Sampling;

/// <summary>Euler's method on dx/dσ = (x − x_0)/σ, with the state scaled so that its signal
/// has size 1 (Karras et al. 2022, Algorithm 2 without churn and correction).</summary>
public sealed class EulerScheduler : IScheduler
{
    private readonly SchedulerConfig config;

    /// <summary>Makes the rule.</summary>
    /// <param name="config">The model's scheduler.</param>
    /// <param name="steps">How many steps.</param>
    public EulerScheduler(SchedulerConfig config, int steps)
    {
        ArgumentNullException.ThrowIfNull(config);
        this.config = config;
        var table = NoiseTable.Of(config);
        Timesteps = Sampling.Timesteps.Of(config, steps, rounded: false);
        Sigmas = [.. Timesteps.Select(time => Between(table, time)), 0];
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Timesteps { get; }

    /// <summary>√((1 − ᾱ)/ᾱ) at every step, and 0 at the end.</summary>
    public IReadOnlyList<double> Sigmas { get; }

    /// <inheritdoc/>
    public double InitialScale => config.Spacing == TimestepSpacing.Leading ? Math.Sqrt((Sigmas.Max() * Sigmas.Max()) + 1) : Sigmas.Max();

    /// <inheritdoc/>
    public Tensor NetworkInput(Tensor state, int step) => state / Math.Sqrt((Sigmas[step] * Sigmas[step]) + 1);

    /// <inheritdoc/>
    public SchedulerStep Step(Tensor prediction, int step, Tensor state, Func<Tensor> noise)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var scope = NewDisposeScope();
        var sigma = Sigmas[step];
        var size = Math.Sqrt((sigma * sigma) + 1);
        var clean = config.Prediction switch
        {
            Prediction.Noise => state - (sigma * prediction),
            Prediction.Velocity => (state / (size * size)) - (sigma / size * prediction),
            _ => prediction.alias(),
        };
        var next = state + ((state - clean) * ((Sigmas[step + 1] - sigma) / sigma));
        return new SchedulerStep(next.MoveToOuterDisposeScope(), clean.MoveToOuterDisposeScope());
    }

    /// <summary>σ between two levels, on the line between theirs.</summary>
    private static double Between(NoiseTable table, double time)
    {
        double At(int level) => (float)Math.Sqrt((1 - table.AlphasCumulative[level]) / table.AlphasCumulative[level]);
        var below = (int)Math.Floor(time);
        return below >= table.AlphasCumulative.Count - 1 ? At(table.AlphasCumulative.Count - 1) : At(below) + ((time - below) * (At(below + 1) - At(below)));
    }
}
