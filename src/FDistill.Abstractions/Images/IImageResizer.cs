using static TorchSharp.torch;

namespace FDistill.Images;

/// <summary>Brings images to another size, exactly as the tools of
/// the field do. Any number of threads may use it at once.</summary>
public interface IImageResizer
{
    /// <summary>Resizes an image of bytes, antialiased, as Pillow does: rows first,
    /// rounded to bytes between the passes, in fixed-point numbers.</summary>
    /// <param name="image">The image.</param>
    /// <param name="height">The new height.</param>
    /// <param name="width">The new width.</param>
    /// <param name="filter">The filter.</param>
    /// <returns>The resized image, bit for bit Pillow's; the image itself where it has that size.</returns>
    Raster Resize(Raster image, int height, int width, ResizeFilter filter);

    /// <summary>Resizes images of floats, antialiased, as Pillow does in
    /// its mode F; values may overshoot and are not clipped.</summary>
    /// <param name="images">[N, C, H, W] float32.</param>
    /// <param name="height">The new height.</param>
    /// <param name="width">The new width.</param>
    /// <param name="filter">The filter.</param>
    /// <returns>[N, C, height, width] float32, on the same device.</returns>
    Tensor Resize(Tensor images, int height, int width, ResizeFilter filter);

    /// <summary>Interpolates between the nearest 2 × 2 pixels, without antialiasing.</summary>
    /// <param name="images">[N, C, H, W] float32.</param>
    /// <param name="height">The new height.</param>
    /// <param name="width">The new width.</param>
    /// <param name="grid">Where pixels lie.</param>
    /// <returns>[N, C, height, width] float32, on the same device.</returns>
    Tensor Interpolate(Tensor images, int height, int width, BilinearGrid grid);
}

/// <summary>The filters of <see cref="IImageResizer"/>, with their reach in source pixels when enlarging.</summary>
public enum ResizeFilter
{
    /// <summary>The mean of the pixels covered; reach ½.</summary>
    Box,

    /// <summary>A triangle; reach 1.</summary>
    Bilinear,

    /// <summary>A sinc in a Hamming window; reach 1.</summary>
    Hamming,

    /// <summary>Keys' cubic with a = −½; reach 2.</summary>
    Bicubic,

    /// <summary>A sinc in Lanczos' window; reach 3.</summary>
    Lanczos,
}

/// <summary>Where the pixels of an image lie when it is interpolated.</summary>
public enum BilinearGrid
{
    /// <summary>A pixel lies at the centre of its square: source + ½ = (target
    /// + ½) · in / out (PyTorch with <c>align_corners=False</c>).</summary>
    PixelCentres,

    /// <summary>A pixel lies at the corner of its square: source = target
    /// · in / out (TensorFlow 1, and so the original FID).</summary>
    PixelCorners,
}
