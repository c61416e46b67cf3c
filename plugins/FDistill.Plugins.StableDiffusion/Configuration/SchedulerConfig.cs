using FDistill.Plugins.StableDiffusion.Noise;

namespace FDistill.Plugins.StableDiffusion.Configuration;

/// <summary>How a model was trained to see noise, and how it is sampled,
/// as <c>scheduler/scheduler_config.json</c> states it.</summary>
public sealed record SchedulerConfig
{
    /// <summary>The number of noise levels in training.</summary>
    public required int TrainingSteps { get; init; }

    /// <summary>β at the first level.</summary>
    public required double BetaStart { get; init; }

    /// <summary>β at the last level.</summary>
    public required double BetaEnd { get; init; }

    /// <summary>Whether it is √β that rises evenly (<c>scaled_linear</c>), not β (<c>linear</c>).</summary>
    public required bool EvenRoots { get; init; }

    /// <summary>What the network predicts.</summary>
    public required Prediction Prediction { get; init; }

    /// <summary>The levels that a sampler of fewer steps visits.</summary>
    public required TimestepSpacing Spacing { get; init; }

    /// <summary>What is added to levels that lead their intervals.</summary>
    public required int StepsOffset { get; init; }

    /// <summary>Whether DDIM ends without noise (ᾱ = 1), not at the first level.</summary>
    public required bool EndsAtOne { get; init; }

    /// <summary>The range that estimates of clean samples are clamped to; null: none.</summary>
    public required double? ClipRange { get; init; }

    /// <summary>Whether DDPM adds noise of variance β instead of the posterior's.</summary>
    public required bool LargeVariance { get; init; }

    /// <summary>Reads a scheduler's settings. Which scheduler they were
    /// written for does not matter: all state the same noise.</summary>
    /// <exception cref="InvalidDataException">A setting is missing, unknown,
    /// or has a value that is not supported: the message names it.</exception>
    public static SchedulerConfig Read(ConfigFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var config = new SchedulerConfig
        {
            TrainingSteps = file.Integer("num_train_timesteps", 1000),
            BetaStart = file.Number("beta_start", 0.0001),
            BetaEnd = file.Number("beta_end", 0.02),
            EvenRoots = file.Word("beta_schedule", "linear", "linear", "scaled_linear") == "scaled_linear",
            Prediction = file.Word("prediction_type", "epsilon", "epsilon", "v_prediction", "sample") switch
            {
                "epsilon" => Prediction.Noise,
                "v_prediction" => Prediction.Velocity,
                _ => Prediction.Clean,
            },
            Spacing = file.Word("timestep_spacing", "leading", "leading", "trailing", "linspace") switch
            {
                "leading" => TimestepSpacing.Leading,
                "trailing" => TimestepSpacing.Trailing,
                _ => TimestepSpacing.Even,
            },
            StepsOffset = file.Integer("steps_offset", 0),
            EndsAtOne = file.Flag("set_alpha_to_one", true),
            ClipRange = file.Flag("clip_sample", false) ? file.Number("clip_sample_range", 1) : null,
            LargeVariance = file.Word("variance_type", "fixed_small", "fixed_small", "fixed_large") == "fixed_large",
        };
        file.Only("interpolation_type", "\"linear\"");
        foreach (var key in new[] { "thresholding", "rescale_betas_zero_snr", "use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas" }) file.Only(key, "false");
        foreach (var key in new[] { "trained_betas", "sigma_min", "sigma_max" }) file.Only(key, "null");
        // Settings of what is not used (thresholding, clipping), or of other schedulers' own way of stepping.
        file.Ignore("clip_sample_range", "dynamic_thresholding_ratio", "sample_max_value", "skip_prk_steps", "timestep_type", "final_sigmas_type", "original_inference_steps", "timestep_scaling");
        file.Ignore("solver_order", "solver_type", "algorithm_type", "lower_order_final", "euler_at_final", "use_lu_lambdas", "lambda_min_clipped", "variance_type");
        file.Finish();
        return config;
    }
}
