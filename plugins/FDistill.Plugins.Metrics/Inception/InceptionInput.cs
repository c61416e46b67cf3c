using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Inception;

/// <summary>What the Inception network is given, as pytorch-fid prepares it.</summary>
public static class InceptionInput
{
    /// <summary>The network's height and width.</summary>
    public const int Side = 299;

    /// <summary>Resizes images to 299×299, bilinear with half-pixel centres and without antialiasing.</summary>
    /// <param name="images">[N, C, H, W] float32.</param>
    public static Tensor Resize(Tensor images) =>
        nn.functional.interpolate(images, size: [Side, Side], mode: InterpolationMode.Bilinear, align_corners: false);

    /// <summary>[0, 1] to [−1, 1].</summary>
    /// <param name="images">[N, C, H, W] float32.</param>
    public static Tensor Normalize(Tensor images) => 2 * images - 1;

    /// <summary>The image that a file of 8 bits a channel would hold, grey ones with their channel thrice.</summary>
    /// <param name="images">[N, 1 or 3, H, W] float32 in [−1, 1].</param>
    /// <returns>[N, 3, H, W] float32 in [0, 1].</returns>
    public static Tensor AsStored(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.shape is not [_, 1 or 3, _, _])
            throw new InvalidOperationException($"The extractor 'inception' sees grey or RGB images; given were {string.Join('x', images.shape[1..])} (channels x height x width).");
        return (images * 127.5 + 128).clamp(0, 255).floor().div(255).expand(-1, 3, -1, -1);
    }
}
