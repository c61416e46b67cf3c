using FDistill.Plugins.StableDiffusion.Conditions;
using FDistill.Plugins.StableDiffusion.UNet;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Sampling;

/// <summary>Samples a latent diffusion model by a scheduler's rule.</summary>
/// <param name="denoiser">The model; not disposed.</param>
/// <param name="conditions">Gives the empty (or negative) text.</param>
/// <param name="scheduler">The rule of the steps.</param>
/// <param name="request">The guidance, and the noise of the steps.</param>
internal sealed class LatentSampler(LatentDenoiser denoiser, IConditionEncoder conditions, IScheduler scheduler, SamplerRequest request) : ISampler
{
    /// <inheritdoc/>
    public Tensor Sample(Tensor noise, Condition? condition)
    {
        ArgumentNullException.ThrowIfNull(noise);
        if (condition is not TextCondition text) throw new ArgumentException($"A latent U-Net takes texts, not {condition?.GetType().Name ?? "nothing"}", nameof(condition));
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var isGuided = request.Guidance != 1;
        var asked = isGuided ? (TextCondition)conditions.Null(text.Count)!.Concat(text) : text;

        Tensor Predict(Tensor state, double level)
        {
            request.BeforePass();
            var levels = full([state.shape[0]], level, dtype: float32, device: state.device);
            return denoiser.Network.Predict(new UNetInput(state, levels, asked.Context, asked.Pooled, asked.Sizes)).to_type(float32);
        }
        var sampler = new GuidedSampler(scheduler, isGuided ? request.Guidance : null);
        return sampler.Sample(noise, Predict, step => request.StepNoise(noise, step)).MoveToOuterDisposeScope();
    }
}
