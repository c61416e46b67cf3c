using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Sampling;

/// <summary>Predicts in one pass, with and without the text where there is guidance.</summary>
/// <param name="state">What the network sees of N samples, each of them
/// twice where there is guidance: [2N, C, H, W] or [N, C, H, W].</param>
/// <param name="time">Its noise level.</param>
/// <returns>The predictions for the empty (or negative) text, if there is
/// guidance, then those for the text: of the state's shape, float32.</returns>
public delegate Tensor LevelPrediction(Tensor state, double time);

/// <summary>Samples with classifier-free guidance: prediction =
/// uncond + g·(cond − uncond) (Ho and Salimans 2022).</summary>
/// <param name="scheduler">The rule of the steps.</param>
/// <param name="guidance">g; null: none, and the network is asked for the text alone.</param>
public sealed class GuidedSampler(IScheduler scheduler, double? guidance)
{
    /// <summary>Makes samples, without gradient.</summary>
    /// <param name="noise">Standard normal: [N, C, H, W] float32.</param>
    /// <param name="predict">The network.</param>
    /// <param name="stepNoise">Standard normal noise for a step, if the scheduler asks for it.</param>
    /// <returns>[N, C, H, W] float32.</returns>
    public Tensor Sample(Tensor noise, LevelPrediction predict, Func<int, Tensor> stepNoise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        ArgumentNullException.ThrowIfNull(predict);
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var state = noise * scheduler.InitialScale;
        for (var step = 0; step < scheduler.Timesteps.Count; step++)
        {
            using var inner = NewDisposeScope();
            var input = scheduler.NetworkInput(state, step);
            var prediction = guidance is { } scale ? Guided(input, scheduler.Timesteps[step], scale, predict) : predict(input, scheduler.Timesteps[step]);
            state = scheduler.Step(prediction, step, state, () => stepNoise(step)).State.MoveToOuterDisposeScope();
        }
        return state.MoveToOuterDisposeScope();
    }

    private static Tensor Guided(Tensor input, double time, double scale, LevelPrediction predict)
    {
        var parts = predict(cat([input, input], dim: 0), time).chunk(2, dim: 0);
        return parts[0] + (scale * (parts[1] - parts[0]));
    }
}
