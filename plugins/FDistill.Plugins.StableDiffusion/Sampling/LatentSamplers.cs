using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Teachers;

namespace FDistill.Plugins.StableDiffusion.Sampling;

/// <summary>The samplers of a latent diffusion model.</summary>
/// <param name="denoiser">The model.</param>
/// <param name="conditions">Gives the empty (or negative) text.</param>
/// <param name="config">The model's scheduler.</param>
/// <param name="guidance">The scale of guidance that the model is customarily sampled with.</param>
internal sealed class LatentSamplers(LatentDenoiser denoiser, IConditionEncoder conditions, SchedulerConfig config, double guidance) : ITeacherSamplers
{
    private const string Ddim = "ddim", Euler = "euler", Ddpm = "ddpm";

    /// <summary>As many as diffusers' pipelines take.</summary>
    private const int Steps = 50;

    /// <inheritdoc/>
    public IReadOnlyList<SamplerDescription> Offered { get; } =
    [
        new(Ddim, "DDIM", Steps, guidance, TakesEta: true), new(Euler, "Euler's method", Steps, guidance), new(Ddpm, "DDPM", Steps, guidance),
    ];

    /// <inheritdoc/>
    public ISampler Create(SamplerRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Steps < 1 || request.Steps > config.TrainingSteps)
            throw new ArgumentException($"found {request.Steps} steps, but the model knows {config.TrainingSteps} noise levels: expected 1 to {config.TrainingSteps}");
        IScheduler scheduler = request.Sampler switch
        {
            Ddim => new DdimScheduler(config, request.Steps, request.Eta),
            Euler => new EulerScheduler(config, request.Steps),
            Ddpm => new DdpmScheduler(config, request.Steps),
            var other => throw new ArgumentException($"there is no sampler '{other}'; there are {string.Join(", ", Offered.Select(offered => offered.Name))}"),
        };
        return new LatentSampler(denoiser, conditions, scheduler, request);
    }
}
