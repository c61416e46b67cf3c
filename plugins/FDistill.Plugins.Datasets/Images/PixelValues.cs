using FDistill.Teachers;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>Bytes to the values that networks see.</summary>
internal static class PixelValues
{
    private static readonly float[] Values = [.. Enumerable.Range(0, 256).Select(level => level / 127.5f - 1)];

    /// <summary>From bytes, channels last, to values, channels first.</summary>
    /// <param name="bytes">H × W × C bytes.</param>
    /// <param name="shape">The image's shape.</param>
    /// <param name="target">Takes C × H × W values in [−1, 1].</param>
    public static void Write(ReadOnlySpan<byte> bytes, SampleShape shape, Span<float> target)
    {
        var plane = shape.Width * shape.Height;
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var values = target.Slice(channel * plane, plane);
            for (int pixel = 0, at = channel; pixel < plane; pixel++, at += shape.Channels) values[pixel] = Values[bytes[at]];
        }
    }

    /// <summary>Mirrors an image from left to right.</summary>
    /// <param name="image">Its values, channels first.</param>
    /// <param name="width">Its width.</param>
    public static void Mirror(Span<float> image, int width)
    {
        for (var row = 0; row < image.Length; row += width) image.Slice(row, width).Reverse();
    }
}
