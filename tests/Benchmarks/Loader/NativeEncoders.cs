using System.Runtime.InteropServices;
using FDistill.Images;

namespace FDistill.Benchmarks.Loader;

/// <summary>Writes the JPEG and WebP files that the benchmark reads.</summary>
internal static partial class NativeEncoders
{
    private const int Rgb = 0, Subsampling420 = 2, JpegQuality = 90;
    private const float WebPQuality = 90;

    /// <summary>A JPEG file as cameras and the web have it.</summary>
    public static byte[] Jpeg(Raster image)
    {
        var handle = tjInitCompress();
        nint file = 0;
        CULong size = default;
        try
        {
            if (tjCompress2(handle, image.Pixels, image.Width, 0, image.Height, Rgb, ref file, ref size, Subsampling420, JpegQuality, 0) != 0)
                throw new InvalidOperationException("libjpeg-turbo cannot encode");
            return Copy(file, (int)size.Value);
        }
        finally
        {
            tjFree(file);
            _ = tjDestroy(handle);
        }
    }

    /// <summary>A lossy WebP file.</summary>
    public static byte[] WebP(Raster image)
    {
        nint file = 0;
        try
        {
            var size = WebPEncodeRGB(image.Pixels, image.Width, image.Height, image.Width * 3, WebPQuality, ref file);
            return Copy(file, (int)size);
        }
        finally
        {
            WebPFree(file);
        }
    }

    private static byte[] Copy(nint file, int size)
    {
        var bytes = new byte[size];
        Marshal.Copy(file, bytes, 0, size);
        return bytes;
    }

    [LibraryImport("libturbojpeg.so.0")]
    private static partial nint tjInitCompress();

    [LibraryImport("libturbojpeg.so.0")]
    private static partial int tjCompress2(nint handle, byte[] pixels, int width, int pitch, int height, int format, ref nint file, ref CULong size, int subsampling, int quality, int flags);

    [LibraryImport("libturbojpeg.so.0")]
    private static partial void tjFree(nint file);

    [LibraryImport("libturbojpeg.so.0")]
    private static partial int tjDestroy(nint handle);

    [LibraryImport("libwebp.so.7")]
    private static partial nuint WebPEncodeRGB(byte[] pixels, int width, int height, int stride, float quality, ref nint file);

    [LibraryImport("libwebp.so.7")]
    private static partial void WebPFree(nint file);
}
