using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Engine.TeacherTraining.Augmentation;

/// <summary>
/// Maps images of the plane without jagged edges: the image is continued
/// by its mirror image, doubled in resolution with a wavelet's low-pass
/// filter, sampled bilinearly, and halved again (Karras et al.
/// 2020, arXiv 2006.06676, Appendix B; EDM, training/augment.py).
/// </summary>
internal static class AffineWarp
{
    /// <summary>The low-pass filter of the wavelet sym6.</summary>
    private static readonly float[] Sym6 =
    [
        0.015404109327027373f, 0.0034907120842174702f, -0.11799011114819057f, -0.048311742585633f, 0.4910559419267466f, 0.787641141030194f,
        0.3379294217276218f, -0.07263752278646252f, -0.021060292512300564f, 0.04472490177066578f, 0.0017677118642428036f, -0.007800708325034148f,
    ];

    /// <summary>How far the filter reaches, in pixels of the image.</summary>
    private static readonly long Reach = Sym6.Length / 4;

    /// <summary>Maps each image.</summary>
    /// <param name="images">[N, C, H, W] float32.</param>
    /// <param name="inverse">From a place in the result to its place
    /// in the image, in pixels from the centre: [N, 3, 3].</param>
    /// <returns>[N, C, H, W].</returns>
    public static Tensor Apply(Tensor images, Tensor inverse)
    {
        var (count, channels, height, width, device) = (images.shape[0], images.shape[1], images.shape[2], images.shape[3], images.device);
        var (left, top, right, bottom) = Margins(inverse, height, width);
        images = nn.functional.pad(images, [left, right, top, bottom], PaddingModes.Reflect);
        inverse = PlaneMatrix.Translate((left - right) / 2.0, (top - bottom) / 2.0, device).matmul(inverse);

        images = Doubled(images);
        inverse = PlaneMatrix.Scale(2, 2, device).matmul(inverse).matmul(PlaneMatrix.Scale(0.5, 0.5, device));
        inverse = PlaneMatrix.Translate(-0.5, -0.5, device).matmul(inverse).matmul(PlaneMatrix.Translate(0.5, 0.5, device));

        // Places count from −1 to 1 over the image that is read, and over
        // the one that is written, which has a border for the filter.
        long[] size = [count, channels, (height + (Reach * 2)) * 2, (width + (Reach * 2)) * 2];
        inverse = PlaneMatrix.Scale(2.0 / images.shape[3], 2.0 / images.shape[2], device).matmul(inverse)
            .matmul(PlaneMatrix.Scale(size[3] / 2.0, size[2] / 2.0, device));
        var grid = nn.functional.affine_grid(inverse.narrow(1, 0, 2), size, align_corners: false);
        return Halved(nn.functional.grid_sample(images, grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Zeros, align_corners: false));
    }

    /// <summary>How much of the mirror image is needed on each side, over the whole batch.</summary>
    private static (long Left, long Top, long Right, long Bottom) Margins(Tensor inverse, long height, long width)
    {
        var (x, y) = ((width - 1) / 2.0, (height - 1) / 2.0);
        var corners = tensor(new[] { -x, x, x, -x, -y, -y, y, y, 1, 1, 1, 1 }, dtype: float32, device: inverse.device).view(3, 4);
        var places = inverse.matmul(corners);
        double[] Furthest(Tensor direction) => [.. direction.amax([0, 2]).cpu().to_type(float64).data<double>()];
        var (negative, positive) = (Furthest(-places), Furthest(places));
        long Margin(double furthest, double centre, long size) => (long)Math.Ceiling((float)Math.Clamp((float)furthest + (float)((Reach * 2) - centre), 0, size - 1));
        return (Margin(negative[0], x, width), Margin(negative[1], y, height), Margin(positive[0], x, width), Margin(positive[1], y, height));
    }

    private static Tensor Doubled(Tensor images)
    {
        var (count, channels, height) = (images.shape[0], images.shape[1], images.shape[2]);
        var (filter, padding) = (Filter(images, Sym6.Reverse()), (Sym6.Length + 1) / 2);
        images = stack([images, zeros_like(images)], dim: 4).reshape(count, channels, height, -1);
        images = nn.functional.conv2d(images.narrow(3, 0, images.shape[3] - 1), filter.unsqueeze(2), padding: [0, padding], groups: channels);
        images = stack([images, zeros_like(images)], dim: 3).reshape(count, channels, -1, images.shape[3]);
        return nn.functional.conv2d(images.narrow(2, 0, images.shape[2] - 1), filter.unsqueeze(3), padding: [padding, 0], groups: channels);
    }

    private static Tensor Halved(Tensor images)
    {
        var channels = images.shape[1];
        var (filter, padding) = (Filter(images, Sym6), (Sym6.Length - 1) / 2);
        images = nn.functional.conv2d(images, filter.unsqueeze(2), strides: [1, 2], padding: [0, padding], groups: channels);
        images = images.narrow(3, Reach, images.shape[3] - (2 * Reach));
        images = nn.functional.conv2d(images, filter.unsqueeze(3), strides: [2, 1], padding: [padding, 0], groups: channels);
        return images.narrow(2, Reach, images.shape[2] - (2 * Reach));
    }

    /// <summary>The filter for every channel: [C, 1, taps].</summary>
    private static Tensor Filter(Tensor images, IEnumerable<float> taps) =>
        tensor(taps.ToArray(), dtype: float32, device: images.device).view(1, 1, -1).repeat(images.shape[1], 1, 1);
}
