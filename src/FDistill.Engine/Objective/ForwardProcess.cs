using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>The forward process of a diffusion model, x_t = α_t x_0 + σ_t ε.</summary>
public static class ForwardProcess
{
    extension(INoiseSchedule schedule)
    {
        /// <summary>Takes samples to noise level t.</summary>
        /// <param name="x">x_0: [N, C, H, W] float32.</param>
        /// <param name="epsilon">ε: [N, C, H, W] float32, standard normal.</param>
        /// <param name="t">[N] float64.</param>
        /// <returns>x_t: [N, C, H, W] float32, differentiable in <paramref name="x"/>.</returns>
        public Tensor Perturb(Tensor x, Tensor epsilon, Tensor t) =>
            schedule.Alpha(t).PerSample(x) * x + schedule.Sigma(t).PerSample(x) * epsilon;

        /// <summary>What a one-step student, or the first step of several, is given: z at
        /// the largest noise level (EDM: 80 z; FastGen), or at the model's own.</summary>
        /// <param name="z">[N, C, H, W] float32, standard normal.</param>
        /// <param name="time">The time of pure noise; null: <see cref="INoiseSchedule.MaxTime"/>.</param>
        /// <returns>[N, C, H, W] float32.</returns>
        public Tensor PureNoise(Tensor z, double? time = null)
        {
            ArgumentNullException.ThrowIfNull(z);
            if (schedule.PureNoiseSigma is { } sigma) return z * sigma;
            var top = full([1], time ?? schedule.MaxTime, dtype: ScalarType.Float64, device: z.device);
            return schedule.Sigma(top).PerSample(z) * z;
        }
    }

    /// <summary>One number a sample, [N], in the shape and type in which it multiplies samples [N, C, H, W].</summary>
    internal static Tensor PerSample(this Tensor values, Tensor samples) => values.to(samples.dtype).view(-1, 1, 1, 1);
}
