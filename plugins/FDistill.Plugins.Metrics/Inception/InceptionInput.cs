using FDistill.Images;
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

    /// <summary>Resizes images to 299×299 as clean-fid does, and normalises
    /// them as its network does: by (x − 128) / 128 of x in [0, 255].</summary>
    /// <param name="images">[N, C, H, W] float32 in [0, 1].</param>
    /// <param name="resizer">Resizes as Pillow does.</param>
    public static Tensor Clean(Tensor images, IImageResizer resizer)
    {
        ArgumentNullException.ThrowIfNull(resizer);
        return (resizer.Resize(images * 255, Side, Side, ResizeFilter.Bicubic).clamp(0, 255) - 128) / 128;
    }

    /// <summary>The largest square in the middle of images, brought
    /// to a size by Pillow's Lanczos filter on 8 bits.</summary>
    /// <param name="images">[N, C, H, W] float32, multiples of 1/255 in [0, 1].</param>
    /// <param name="size">The new height and width.</param>
    /// <param name="resizer">Resizes as Pillow does.</param>
    /// <returns>[N, C, size, size] float32, multiples of 1/255 in [0, 1], on the CPU.</returns>
    public static Tensor Square(Tensor images, int size, IImageResizer resizer)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(resizer);
        using var scope = NewDisposeScope();
        var (count, channels, height, width) = ((int)images.shape[0], (int)images.shape[1], (int)images.shape[2], (int)images.shape[3]);
        var side = Math.Min(height, width);
        var bytes = (images.cpu() * 255).round().to_type(ScalarType.Byte).permute(0, 2, 3, 1).contiguous().data<byte>().ToArray();
        var squares = bytes.Chunk(height * width * channels).AsParallel().AsOrdered().Select(pixels => new Raster(width, height, channels, pixels))
            .Select(image => image.Crop((int)Math.Round((height - side) / 2.0), (int)Math.Round((width - side) / 2.0), side, side))
            .Select(image => resizer.Resize(image, size, size, ResizeFilter.Lanczos).Pixels).ToList();
        var resized = tensor(squares.SelectMany(pixels => pixels).ToArray(), [count, size, size, channels], dtype: ScalarType.Byte, device: CPU);
        return resized.permute(0, 3, 1, 2).to_type(ScalarType.Float32).div(255).contiguous().MoveToOuterDisposeScope();
    }

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
