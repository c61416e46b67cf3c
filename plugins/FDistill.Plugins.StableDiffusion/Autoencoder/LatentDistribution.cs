using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Autoencoder;

/// <summary>The normal distribution of an image's latents, independent
/// in every entry (diffusers, DiagonalGaussianDistribution).</summary>
/// <param name="moments">Mean and log-variance, stacked by channel: [N, 2c, h, w].</param>
public sealed class LatentDistribution(Tensor moments)
{
    /// <summary>Mean and log-variance as the encoder gives them,
    /// the log-variance not yet clamped: [N, 2c, h, w].</summary>
    public Tensor Moments => moments;

    /// <summary>[N, c, h, w].</summary>
    public Tensor Mean { get; } = moments.chunk(2, dim: 1)[0];

    /// <summary>ln σ², clamped to [−30, 20]: [N, c, h, w].</summary>
    public Tensor LogVariance { get; } = moments.chunk(2, dim: 1)[1].clamp(-30, 20);

    /// <summary>σ: [N, c, h, w].</summary>
    public Tensor Deviation => (LogVariance / 2).exp();

    /// <summary>Draws latents.</summary>
    /// <param name="noise">Standard normal: [N, c, h, w].</param>
    /// <returns>[N, c, h, w], not yet scaled.</returns>
    public Tensor Sample(Tensor noise) => Mean + (Deviation * noise);

    /// <summary>The Kullback–Leibler divergence from the standard normal distribution, of each image: [N].</summary>
    public Tensor Divergence() => (Mean.square() + LogVariance.exp() - 1 - LogVariance).sum([1, 2, 3]) / 2;
}
