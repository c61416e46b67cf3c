using FDistill.Images;
using SkiaSharp;

namespace FDistill.Benchmarks.Loader;

/// <summary>Writes the JPEG and WebP files that the benchmark reads.</summary>
internal static class ImageEncoders
{
    private const int Quality = 90;

    /// <summary>A JPEG file as cameras and the web have it: chroma at half the size.</summary>
    public static byte[] Jpeg(Raster image) =>
        Encode(image, pixels => pixels.Encode(new SKJpegEncoderOptions(Quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore)));

    /// <summary>A lossy WebP file.</summary>
    public static byte[] WebP(Raster image) => Encode(image, pixels => pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, Quality)));

    private static byte[] Encode(Raster image, Func<SKPixmap, SKData?> encode)
    {
        using var bitmap = new SKBitmap(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Pixels = [.. image.Pixels.Chunk(3).Select(rgb => new SKColor(rgb[0], rgb[1], rgb[2]))];
        using var pixels = bitmap.PeekPixels();
        using var file = encode(pixels) ?? throw new InvalidOperationException("Skia cannot encode");
        return file.ToArray();
    }
}
