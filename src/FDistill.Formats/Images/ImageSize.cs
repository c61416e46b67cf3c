namespace FDistill.Formats.Images;

/// <summary>Looks at the size that a file claims before memory is taken for it.</summary>
internal static class ImageSize
{
    /// <summary>The most pixels an image may have: where Pillow
    /// refuses one as a decompression bomb, 512 MiB of RGB.</summary>
    public const long MostPixels = 178_956_970;

    /// <summary>Refuses an image without pixels or with too many.</summary>
    /// <exception cref="InvalidDataException">It is one.</exception>
    public static void Check(long width, long height)
    {
        if (width < 1 || height < 1) throw new InvalidDataException($"its header says {width}x{height} pixels.");
        if (width * height > MostPixels) throw new InvalidDataException($"its header says {width}x{height} pixels; more than {MostPixels} are not read.");
    }
}
