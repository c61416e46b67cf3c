using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Sampling;

/// <summary>Predicts with and without the text in one pass.</summary>
/// <param name="state">What the network sees of 2N samples, each of them twice: [2N, C, H, W].</param>
/// <param name="time">Its noise level.</param>
/// <returns>The predictions for the empty (or negative) text, then those for the text: [2N, C, H, W] float32.</returns>
public delegate Tensor DoubledPrediction(Tensor state, double time);

/// <summary>Samples with classifier-free guidance: prediction = uncond + g·(cond − uncond) (Ho and Salimans 2022).</summary>
/// <param name="scheduler">The rule of the steps.</param>
/// <param name="guidance">g; 1 is the model itself.</param>
public sealed class GuidedSampler(IScheduler scheduler, double guidance)
{
    /// <summary>Makes samples, without gradient.</summary>
    /// <param name="noise">Standard normal: [N, C, H, W] float32.</param>
    /// <param name="predict">The network.</param>
    /// <param name="stepNoise">Standard normal noise for a step, if the scheduler asks for it.</param>
    /// <returns>[N, C, H, W] float32.</returns>
    public Tensor Sample(Tensor noise, DoubledPrediction predict, Func<int, Tensor> stepNoise)
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
            var parts = predict(cat([input, input], dim: 0), scheduler.Timesteps[step]).chunk(2, dim: 0);
            var guided = parts[0] + (guidance * (parts[1] - parts[0]));
            state = scheduler.Step(guided, step, state, () => stepNoise(step)).State.MoveToOuterDisposeScope();
        }
        return state.MoveToOuterDisposeScope();
    }
}
