using FDistill.Images;
using static TorchSharp.torch;

namespace FDistill.Formats.Images;

/// <summary>Images of bytes from a batch of images of floats.</summary>
public static class Rasters
{
    /// <summary>The images of a batch; what was bytes before becomes the same bytes again.</summary>
    /// <param name="images">[N, C, H, W] float32 in [−1, 1]; what lies beyond is clipped.</param>
    /// <returns>N images of C channels.</returns>
    public static IReadOnlyList<Raster> Of(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = NewDisposeScope();
        var (channels, height, width) = ((int)images.shape[1], (int)images.shape[2], (int)images.shape[3]);
        var bytes = ((images.clamp(-1, 1) + 1) * 127.5).round().to(ScalarType.Byte).permute(0, 2, 3, 1).contiguous().cpu().data<byte>().ToArray();
        return [.. bytes.Chunk(channels * height * width).Select(pixels => new Raster(width, height, channels, pixels))];
    }
}
