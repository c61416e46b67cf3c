using FDistill.Formats.Images.Jpeg;
using FDistill.Formats.Images.Png;
using FDistill.Formats.Images.WebP;
using FDistill.Images;

namespace FDistill.Formats.Images;

/// <summary>Decodes PNG itself, JPEG and WebP by SkiaSharp, whose
/// native library is loaded when the first file needs it.</summary>
public sealed class ImageDecoder : IImageDecoder
{
    private readonly Lazy<SkiaDecoder> skia = new(() => new SkiaDecoder());

    /// <inheritdoc/>
    public Raster Decode(byte[] file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return file switch
            {
                [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => PngDecoder.Decode(file),
                [0xff, 0xd8, ..] => JpegDecoder.Decode(skia.Value, file),
                [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebPDecoder.Decode(skia.Value, file),
                [] => throw new InvalidDataException("the file is empty."),
                _ => throw new InvalidDataException($"it begins with {Hex(file)}, and so is no PNG, JPEG or WebP."),
            };
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"'{name}' is no image that can be read: {failure.Message}", failure);
        }
        catch (DllNotFoundException failure)
        {
            throw new DllNotFoundException($"'{name}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Why JPEG and WebP files cannot be read here, in a sentence or two; null where they can.</summary>
    public string? Missing()
    {
        try
        {
            _ = skia.Value;
            return null;
        }
        catch (DllNotFoundException failure)
        {
            return failure.Message;
        }
    }

    private static string Hex(byte[] file) => string.Join(' ', file.Take(4).Select(value => value.ToString("x2")));
}
