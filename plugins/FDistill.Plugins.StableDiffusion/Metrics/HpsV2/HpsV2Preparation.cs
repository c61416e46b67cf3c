using FDistill.Images;
using FDistill.Plugins.StableDiffusion.Metrics.Preparation;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Metrics.HpsV2;

/// <summary>What becomes of an image before HPSv2 sees it (hpsv2/src/open_clip/transform.py):
/// the longer side bicubically to the network's, on floats that are not
/// clipped afterwards, then zeros around it, then CLIP's normalisation.</summary>
/// <param name="side">The network's height and width.</param>
/// <param name="antialias">Whether it is smoothed when it is made smaller.</param>
/// <param name="resizer">Resizes as Pillow does, which is also
/// how torchvision resizes tensors with antialiasing.</param>
internal sealed class HpsV2Preparation(int side, bool antialias, IImageResizer resizer)
{
    /// <summary>Prepares images.</summary>
    /// <param name="images">[N, 1 or 3, H, W] float32 in [−1, 1].</param>
    /// <returns>[N, 3, side, side] float32 on the CPU.</returns>
    public Tensor Of(Tensor images)
    {
        using var scope = NewDisposeScope();
        var stored = EightBitImages.ToTensor(EightBitImages.Of(images, channels: 3));
        return ChannelNormalization.Clip.Of(Padded(Resized(stored))).MoveToOuterDisposeScope();
    }

    private Tensor Resized(Tensor images)
    {
        var (height, width) = (images.shape[2], images.shape[3]);
        var scale = (double)side / Math.Max(height, width);
        if (scale == 1) return images;
        var (rows, columns) = ((int)Math.Round(height * scale), (int)Math.Round(width * scale));
        return antialias
            ? resizer.Resize(images, rows, columns, ResizeFilter.Bicubic)
            : nn.functional.interpolate(images, size: [rows, columns], mode: InterpolationMode.Bicubic, align_corners: false);
    }

    /// <summary>Zeros on both sides, the odd one behind.</summary>
    private Tensor Padded(Tensor images)
    {
        var (rows, columns) = (images.shape[2], images.shape[3]);
        if (rows == side && columns == side) return images;
        var padded = zeros([images.shape[0], images.shape[1], side, side], dtype: images.dtype, device: images.device);
        padded.narrow(2, (side - rows) / 2, rows).narrow(3, (side - columns) / 2, columns).copy_(images);
        return padded;
    }
}
