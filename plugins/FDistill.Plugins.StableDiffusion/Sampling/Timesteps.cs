using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Noise;

namespace FDistill.Plugins.StableDiffusion.Sampling;

/// <summary>The noise levels that a sampler visits (diffusers, set_timesteps).</summary>
internal static class Timesteps
{
    /// <summary>The levels, falling.</summary>
    /// <param name="config">The model's scheduler.</param>
    /// <param name="steps">How many.</param>
    /// <param name="rounded">Whether evenly spaced levels are whole numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more steps than levels, or less than one.</exception>
    public static IReadOnlyList<double> Of(SchedulerConfig config, int steps, bool rounded = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, config.TrainingSteps);
        var numbers = Enumerable.Range(0, steps);
        var last = config.TrainingSteps - 1;
        return config.Spacing switch
        {
            TimestepSpacing.Leading => [.. numbers.Select(step => (double)(steps - 1 - step) * (config.TrainingSteps / steps) + config.StepsOffset)],
            TimestepSpacing.Trailing => [.. numbers.Select(step => Math.Round(config.TrainingSteps - (step * ((double)config.TrainingSteps / steps))) - 1)],
            _ => [.. numbers.Select(step => steps == 1 ? 0 : (double)(steps - 1 - step) * last / (steps - 1)).Select(level => rounded ? Math.Round(level) : level)],
        };
    }
}
