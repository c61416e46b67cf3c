using static TorchSharp.torch;

namespace FDistill.Teachers;

/// <summary>Turns images into a model's latents and back.</summary>
public interface ILatentCodec
{
    /// <summary>The shape of the images.</summary>
    SampleShape Pixels { get; }

    /// <summary>What distinguishes the encoder from others: a hash of its
    /// settings and weights. Moments that were stored go with no other.</summary>
    string Identity { get; }

    /// <summary>Images to the normal distributions of their latents,
    /// without randomness: what is worth storing.</summary>
    /// <param name="images">[N, C, H, W] float32 in [−1, 1].</param>
    /// <returns>Mean and log-variance of the latents' posterior, stacked
    /// by channel, not yet scaled: [N, 2c, h, w] float32.</returns>
    Tensor Moments(Tensor images);

    /// <summary>Draws latents.</summary>
    /// <param name="moments">What <see cref="Moments"/> returned: [N, 2c, h, w] float32.</param>
    /// <param name="generator">The source of the noise: a generator on the CPU, where the
    /// noise is drawn before it is moved to the device of <paramref name="moments"/>.</param>
    /// <returns>Scaled latents: [N, c, h, w] float32.</returns>
    Tensor Sample(Tensor moments, Generator generator);

    /// <summary>Images to latents.</summary>
    /// <param name="images">[N, C, H, W] float32 in [−1, 1].</param>
    /// <param name="generator">The source of the posterior's noise, a generator on the CPU.</param>
    /// <returns>Scaled latents: [N, c, h, w] float32.</returns>
    Tensor Encode(Tensor images, Generator generator)
    {
        using var moments = Moments(images);
        return Sample(moments, generator);
    }

    /// <summary>Latents to images.</summary>
    /// <param name="latents">Scaled latents: [N, c, h, w] float32.</param>
    /// <returns>[N, C, H, W] float32, about [−1, 1].</returns>
    Tensor Decode(Tensor latents);
}
