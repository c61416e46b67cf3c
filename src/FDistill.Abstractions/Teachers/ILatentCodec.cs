using static TorchSharp.torch;

namespace FDistill.Teachers;

/// <summary>Turns images into a model's latents and back.</summary>
public interface ILatentCodec
{
    /// <summary>The shape of the images.</summary>
    SampleShape Pixels { get; }

    /// <summary>Images to latents.</summary>
    /// <param name="images">[N, C, H, W] float32 in [−1, 1].</param>
    /// <param name="generator">The source of the posterior's noise.</param>
    /// <returns>Scaled latents: [N, c, h, w] float32.</returns>
    Tensor Encode(Tensor images, Generator generator);

    /// <summary>Latents to images.</summary>
    /// <param name="latents">Scaled latents: [N, c, h, w] float32.</param>
    /// <returns>[N, C, H, W] float32, about [−1, 1].</returns>
    Tensor Decode(Tensor latents);
}
