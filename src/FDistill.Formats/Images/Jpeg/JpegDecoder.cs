using FDistill.Images;

namespace FDistill.Formats.Images.Jpeg;

/// <summary>Reads JPEG files, baseline and progressive.</summary>
internal static class JpegDecoder
{
    private const byte Application1 = 0xe1;

    /// <summary>Decodes a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged, cut short or too large.</exception>
    public static Raster Decode(SkiaDecoder decoder, byte[] file)
    {
        var orientation = Orientation.InExif(Exif(file));
        return Orientation.Upright(decoder.Decode(file), orientation);
    }

    /// <summary>The file's first EXIF data; empty where there are none.</summary>
    /// <remarks>Looks at all segments and so finds that a file is cut short, which
    /// Skia does not where a scan of a progressive image is whole.</remarks>
    private static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> exif = [];
        var segments = new JpegSegments(file);
        while (segments.MoveNext())
            if (exif.IsEmpty && segments.Marker == Application1 && segments.Content.StartsWith("Exif\0\0"u8)) exif = segments.Content;
        return exif;
    }
}
