using System.Numerics;
using FDistill.Images;

namespace FDistill.Formats.Images.Resizing;

/// <summary>Resizes images of bytes along one axis with weights of 22
/// binary digits, as Pillow does: no machine rounds otherwise.</summary>
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
            {
                var source = from[(weights.Starts[column] * channels)..];
                var target = to.Slice(column * channels, channels);
                if (channels == 3) SumRgb(source, target, values[column]);
                else for (var channel = 0; channel < channels; channel++) target[channel] = Sum(source[channel..], channels, values[column]);
            }
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
                AddScaled(sums, from, values[k]);
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

    private static void SumRgb(ReadOnlySpan<byte> from, Span<byte> to, int[] values)
    {
        var (red, green, blue) = (1 << (Digits - 1), 1 << (Digits - 1), 1 << (Digits - 1));
        from = from[..(3 * values.Length)];
        foreach (var value in values)
        {
            red += from[0] * value;
            green += from[1] * value;
            blue += from[2] * value;
            from = from[3..];
        }

        (to[0], to[1], to[2]) = (Byte(red), Byte(green), Byte(blue));
    }

    private static void AddScaled(Span<int> sums, ReadOnlySpan<byte> from, int value)
    {
        var at = 0;
        for (; at + Vector<byte>.Count <= from.Length; at += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(from[at..]), out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            Add(sums[at..], first);
            Add(sums[(at + Vector<int>.Count)..], second);
            Add(sums[(at + 2 * Vector<int>.Count)..], third);
            Add(sums[(at + 3 * Vector<int>.Count)..], fourth);
        }

        for (; at < from.Length; at++) sums[at] += from[at] * value;

        void Add(Span<int> part, Vector<uint> bytes) => (new Vector<int>(part) + Vector.AsVectorInt32(bytes) * value).CopyTo(part);
    }

    private static byte Byte(int sum) => (byte)Math.Clamp(sum >> Digits, 0, 255);

    private static int[] Fixed(double[] values) => [.. values.Select(value => (int)(value * (1 << Digits) + (value < 0 ? -0.5 : 0.5)))];
}
