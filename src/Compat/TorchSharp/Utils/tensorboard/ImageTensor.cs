using static TorchSharp.torch;

namespace TorchSharp.Utils.tensorboard;

/// <summary>Brings a tensor into the shape and the values of an 8-bit image.</summary>
internal static class ImageTensor
{
    /// <summary>
    /// The tensor's dimensions are named one letter each: H, W, C, N. Several images make a grid of at most eight columns.
    /// Floating-point values are taken from 0 … 1.
    /// </summary>
    public static (byte[] pixels, int height, int width, int channels) ToPixels(Tensor tensor, string format)
    {
        format = format.ToUpperInvariant();
        if (tensor.dim() != format.Length || format.Distinct().Count() != format.Length || format.Except("NCHW").Any()
            || !format.Contains('H') || !format.Contains('W'))
            throw new ArgumentException($"'{format}' does not describe a tensor of {tensor.dim()} dimensions.", nameof(format));

        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var images = tensor.detach().cpu();
        foreach (var missing in "NCHW".Except(format))
        {
            images = images.unsqueeze(0);
            format = missing + format;
        }
        images = images.permute("NHWC".Select(letter => (long)format.IndexOf(letter)).ToArray());
        var bytes = (images.dtype == ScalarType.Byte ? images : images.mul(255).clamp(0, 255).to(ScalarType.Byte));
        var grid = Grid(bytes).contiguous();
        var channels = (int)grid.shape[2];
        if (channels > 4) throw new ArgumentException($"An image has one to four channels, not {channels}.", nameof(tensor));
        return (grid.bytes.ToArray(), (int)grid.shape[0], (int)grid.shape[1], channels);
    }

    private static Tensor Grid(Tensor images)
    {
        var (count, height, width, channels) = (images.shape[0], images.shape[1], images.shape[2], images.shape[3]);
        if (count == 1) return images[0];
        var columns = Math.Min(count, 8);
        var rows = (count + columns - 1) / columns;
        var canvas = zeros([rows * height, columns * width, channels], ScalarType.Byte);
        for (var i = 0L; i < count; i++)
        {
            canvas.narrow(0, i / columns * height, height).narrow(1, i % columns * width, width).copy_(images[i]);
        }
        return canvas;
    }
}
