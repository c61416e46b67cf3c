using System.Text.Json.Nodes;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Noise;

namespace FDistill.Plugins.StableDiffusion.Export;

/// <summary>
/// The scheduler that takes a student's steps in diffusers: LCM's, which goes
/// from noise at any level to the estimate of x_0 and, for several steps, back
/// with fresh noise, as students are trained here; its own share of the noised sample is some 10⁻⁸.
/// </summary>
internal static class StudentScheduler
{
    /// <summary>Its class.</summary>
    public const string ClassName = "LCMScheduler";

    /// <summary>As many as LCM's own models have.</summary>
    private const int OriginalSteps = 50;

    /// <summary>The levels that a student is evaluated at.</summary>
    /// <param name="config">The noise that the teacher was trained with.</param>
    /// <param name="times">The student's times.</param>
    public static IReadOnlyList<int> Levels(SchedulerConfig config, IEnumerable<double> times) => [.. times.Select(time => LatentSchedule.LevelOf(config, time))];

    /// <summary>Its settings: the teacher's noise, and nothing is clipped.</summary>
    /// <param name="config">The noise that the teacher was trained with.</param>
    public static JsonObject Settings(SchedulerConfig config) => new()
    {
        ["_class_name"] = ClassName,
        ["beta_end"] = config.BetaEnd,
        ["beta_schedule"] = config.EvenRoots ? "scaled_linear" : "linear",
        ["beta_start"] = config.BetaStart,
        ["clip_sample"] = false,
        ["num_train_timesteps"] = config.TrainingSteps,
        ["original_inference_steps"] = Math.Min(OriginalSteps, config.TrainingSteps),
        ["prediction_type"] = config.Prediction switch
        {
            Prediction.Noise => "epsilon",
            Prediction.Velocity => "v_prediction",
            _ => "sample",
        },
        ["set_alpha_to_one"] = config.EndsAtOne,
        ["steps_offset"] = config.StepsOffset,
        ["timestep_scaling"] = 10.0,
        ["timestep_spacing"] = config.Spacing switch
        {
            TimestepSpacing.Leading => "leading",
            TimestepSpacing.Trailing => "trailing",
            _ => "linspace",
        },
    };
}
