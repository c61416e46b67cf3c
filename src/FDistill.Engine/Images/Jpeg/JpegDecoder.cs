using System.Buffers.Binary;
using FDistill.Images;

namespace FDistill.Engine.Images.Jpeg;

/// <summary>Reads JPEG files, baseline and progressive.</summary>
internal static class JpegDecoder
{
    private const byte Marker = 0xff, StartOfScan = 0xda, Application1 = 0xe1;

    /// <summary>Decodes a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged, cut short or too large.</exception>
    public static Raster Decode(TurboJpeg library, byte[] file)
    {
        Raster? image = null;
        library.Decode(file, (width, height, colours) =>
        {
            ImageSize.Check(width, height);
            var (layout, channels) = colours switch
            {
                JpegColours.Grey => (JpegPixels.Grey, 1),
                JpegColours.Cmyk or JpegColours.Ycck => (JpegPixels.Cmyk, 4),
                _ => (JpegPixels.Rgb, 3),
            };
            image = new Raster(width, height, channels, new byte[(long)width * height * channels]);
            return (layout, image.Pixels);
        });
        return Orientation.Upright(image!.Channels == 4 ? ToRgb(image) : image, Orientation.InExif(Exif(file)));
    }

    /// <summary>From CMYK as Adobe stores it, inverted, to RGB as Pillow converts it.</summary>
    private static Raster ToRgb(Raster inks)
    {
        var rgb = new byte[(long)inks.Width * inks.Height * 3];
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            var light = inks.Pixels[from + 3];
            for (var channel = 0; channel < 3; channel++) rgb[to + channel] = (byte)(light - Scaled(255 - inks.Pixels[from + channel], light));
        }

        return new Raster(inks.Width, inks.Height, Channels: 3, rgb);
    }

    /// <summary>a · b / 255, rounded.</summary>
    private static int Scaled(int a, int b)
    {
        var product = a * b + 128;
        return (product + (product >> 8)) >> 8;
    }

    /// <summary>The EXIF data in front of the pixels; empty where there are none.</summary>
    private static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 4 <= file.Length && file[at] == Marker && file[at + 1] != StartOfScan;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length) break;
            var segment = file.Slice(at + 4, length - 2);
            if (file[at + 1] == Application1 && segment.StartsWith("Exif\0\0"u8)) return segment;
            at += 2 + length;
        }

        return [];
    }
}
