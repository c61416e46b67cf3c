using FDistill.Images;

namespace FDistill.Engine.Images.Resizing;

/// <summary>Resizes images of bytes along one axis with weights of 22 binary digits, as Pillow does: no machine rounds otherwise.</summary>
internal static class FixedPointPasses
{
    private const int Digits = 32 - 8 - 2;

    /// <summary>Resizes every row.</summary>
    public static Raster Horizontal(Raster image, int width, ResizeFilter filter)
    {
        var weights = FilterWeights.Of(image.Width, width, filter);
        var values = weights.Values.Select(Fixed).ToArray();
        var channels = image.Channels;
        var resized = new byte[(long)width * image.Height * channels];
        for (var row = 0; row < image.Height; row++)
        {
            var from = image.Pixels.AsSpan(row * image.Width * channels, image.Width * channels);
            var to = resized.AsSpan(row * width * channels, width * channels);
            for (var column = 0; column < width; column++)
                for (var channel = 0; channel < channels; channel++)
                    to[column * channels + channel] = Sum(from[(weights.Starts[column] * channels + channel)..], channels, values[column]);
        }

        return new Raster(width, image.Height, channels, resized);
    }

    /// <summary>Resizes every column.</summary>
    public static Raster Vertical(Raster image, int height, ResizeFilter filter)
    {
        var weights = FilterWeights.Of(image.Height, height, filter);
        var stride = image.Width * image.Channels;
        var resized = new byte[(long)height * stride];
        var sums = new int[stride];
        for (var row = 0; row < height; row++)
        {
            Array.Fill(sums, 1 << (Digits - 1));
            var values = Fixed(weights.Values[row]);
            for (var k = 0; k < values.Length; k++)
            {
                var from = image.Pixels.AsSpan((weights.Starts[row] + k) * stride, stride);
                for (var at = 0; at < from.Length; at++) sums[at] += from[at] * values[k];
            }

            var to = resized.AsSpan(row * stride, stride);
            for (var at = 0; at < to.Length; at++) to[at] = Byte(sums[at]);
        }

        return new Raster(image.Width, height, image.Channels, resized);
    }

    private static byte Sum(ReadOnlySpan<byte> from, int step, int[] values)
    {
        var sum = 1 << (Digits - 1);
        for (int k = 0, at = 0; k < values.Length; k++, at += step) sum += from[at] * values[k];
        return Byte(sum);
    }

    private static byte Byte(int sum) => (byte)Math.Clamp(sum >> Digits, 0, 255);

    private static int[] Fixed(double[] values) => [.. values.Select(value => (int)(value * (1 << Digits) + (value < 0 ? -0.5 : 0.5)))];
}
