using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Noise;

/// <summary>What a network predicts of x = α·x_0 + σ·ε, with α² + σ² = 1.</summary>
public enum Prediction
{
    /// <summary>ε (Ho et al. 2020).</summary>
    Noise,

    /// <summary>v = α·ε − σ·x_0 (Salimans and Ho 2022).</summary>
    Velocity,

    /// <summary>x_0.</summary>
    Clean,
}

/// <summary>From what a network predicts to what a sampler needs.</summary>
internal static class PredictionConversion
{
    /// <summary>The estimate of x_0.</summary>
    /// <param name="prediction">What the network predicts.</param>
    /// <param name="output">The prediction.</param>
    /// <param name="noised">x.</param>
    /// <param name="alpha">α: a number, or [N, 1, 1, 1].</param>
    /// <param name="sigma">σ, alike.</param>
    public static Tensor ToClean(this Prediction prediction, Tensor output, Tensor noised, Tensor alpha, Tensor sigma) => prediction switch
    {
        Prediction.Noise => (noised - (sigma * output)) / alpha,
        Prediction.Velocity => (alpha * noised) - (sigma * output),
        _ => output.alias(),
    };

    /// <summary>The estimate of ε.</summary>
    /// <inheritdoc cref="ToClean"/>
    public static Tensor ToNoise(this Prediction prediction, Tensor output, Tensor noised, Tensor alpha, Tensor sigma) => prediction switch
    {
        Prediction.Noise => output.alias(),
        Prediction.Velocity => (alpha * output) + (sigma * noised),
        _ => (noised - (alpha * output)) / sigma,
    };
}
