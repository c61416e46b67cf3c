using FDistill.Images;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Metrics.Preparation;

/// <summary>Images as a file of 8 bits a channel would hold them,
/// which is how the references of these metrics read them.</summary>
internal static class EightBitImages
{
    /// <summary>Rounds images to bytes: 255 levels between −1 and 1, halves upwards.</summary>
    /// <param name="images">[N, 1 or 3, H, W] float32 in [−1, 1].</param>
    /// <param name="channels">How many channels are wanted: grey images are repeated.</param>
    /// <exception cref="InvalidOperationException">The images have other channels.</exception>
    public static IReadOnlyList<Raster> Of(Tensor images, int channels)
    {
        if (images.shape is not [_, var given, _, _] || (given != channels && given != 1))
            throw new InvalidOperationException($"this model sees images of {channels} channels, and these are {string.Join('x', images.shape[1..])} (channels x height x width)");
        using var scope = NewDisposeScope();
        var bytes = (images.cpu() * 127.5 + 128).clamp(0, 255).floor().expand(-1, channels, -1, -1).permute(0, 2, 3, 1).to_type(ScalarType.Byte).contiguous();
        var (height, width) = ((int)images.shape[2], (int)images.shape[3]);
        return [.. bytes.data<byte>().ToArray().Chunk(height * width * channels).Select(pixels => new Raster(width, height, channels, pixels))];
    }

    /// <summary>Rasters of one size as a tensor.</summary>
    /// <param name="images">N images.</param>
    /// <returns>[N, C, H, W] float32 in [0, 1], on the CPU.</returns>
    public static Tensor ToTensor(IReadOnlyList<Raster> images)
    {
        using var scope = NewDisposeScope();
        var (height, width, channels) = (images[0].Height, images[0].Width, images[0].Channels);
        var bytes = tensor(images.SelectMany(image => image.Pixels).ToArray(), [images.Count, height, width, channels], dtype: ScalarType.Byte, device: CPU);
        return bytes.permute(0, 3, 1, 2).to_type(ScalarType.Float32).div(255).contiguous().MoveToOuterDisposeScope();
    }
}
