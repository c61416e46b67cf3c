using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>Denoising score matching: the loss by which the fake
/// score learns s_q, the score of the student's samples.</summary>
public static class DenoisingLoss
{
    /// <summary>Divisors by σ are at least this (FastGen).</summary>
    private const double SmallestSigma = 1e-6;

    /// <summary>The mean squared error of an estimate.</summary>
    /// <param name="estimate">D(x_t), of x_0: [N, C, H, W] float32.</param>
    /// <param name="x">x_0: [N, C, H, W] float32.</param>
    /// <param name="t">[N] float64.</param>
    /// <param name="noise">α, σ and λ.</param>
    /// <param name="error">What the error is taken of.</param>
    /// <returns>[] float32.</returns>
    /// <remarks>From x_t = α x_0 + σ ε, an estimate D of x_0 stands for ε̂ = (x_t −
    /// α D)/σ, whose error is α (x_0 − D)/σ; likewise for v and the flow.</remarks>
    public static Tensor Of(Tensor estimate, Tensor x, Tensor t, INoiseSchedule noise, DenoisingError error)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(noise);
        if (error == DenoisingError.Sample) return nn.functional.mse_loss(estimate, x);

        var alpha = noise.Alpha(t);
        var sigma = noise.Sigma(t).clamp(min: SmallestSigma);
        var factor = error switch
        {
            DenoisingError.Noise => alpha / sigma,
            DenoisingError.Velocity => (alpha.square() + sigma.square()) / sigma,
            DenoisingError.Flow => alpha / sigma + 1,
            DenoisingError.Balanced => noise.LossWeight(t).sqrt(),
            _ => throw new ArgumentOutOfRangeException(nameof(error), error, "unknown error"),
        };
        return (factor.PerSample(x) * (estimate - x)).square().mean();
    }
}
