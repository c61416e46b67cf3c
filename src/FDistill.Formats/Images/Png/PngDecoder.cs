using System.IO.Compression;
using FDistill.Images;

namespace FDistill.Formats.Images.Png;

/// <summary>Reads PNG files (ISO/IEC 15948): all colour types and bit depths, interlaced or not.</summary>
internal static class PngDecoder
{
    private const long BestCompression = 1032;  // no zlib stream holds more than so many bytes in one

    /// <summary>Decodes a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged, cut short or too large.</exception>
    public static Raster Decode(byte[] file)
    {
        var png = PngFile.Read(file);
        var header = png.Header;
        if (header.Colour == PngColour.Palette && (png.Palette.Length == 0 || png.Palette.Length % 3 != 0))
            throw new InvalidDataException($"its palette has {png.Palette.Length} bytes, expected 3 for each colour.");

        var length = PngPass.Of(header).Sum(pass => (long)pass.Rows(header) * (header.RowBytes(pass.Columns(header)) + 1));
        if (length > png.Data.Count * BestCompression)
            throw new InvalidDataException($"it is cut short: {png.Data.Count} bytes cannot hold the {header.Width}x{header.Height} pixels that its header says.");
        var filtered = Inflate(png.Data, length, header);
        var image = new Raster(header.Width, header.Height, header.Channels, new byte[(long)header.Width * header.Height * header.Channels]);
        var samples = new PngSamples(header, png.Palette);
        var at = 0;
        foreach (var pass in PngPass.Of(header))
        {
            var (columns, stride) = (pass.Columns(header), header.RowBytes(pass.Columns(header)));
            ReadOnlySpan<byte> above = new byte[stride];
            for (var row = 0; row < pass.Rows(header); row++, at += stride + 1)
            {
                var current = filtered.AsSpan(at + 1, stride);
                PngFilter.Undo(filtered[at], current, above, header.PixelBytes);
                samples.Write(current, image.Pixels.AsSpan((pass.Top + row * pass.Down) * header.Width * header.Channels, header.Width * header.Channels), pass.Left, pass.Across, columns);
                above = current;
            }
        }

        return Orientation.Upright(image, Orientation.InExif(png.Exif));
    }

    private static byte[] Inflate(ArraySegment<byte> data, long length, PngHeader header)
    {
        if (length > Array.MaxLength) throw new InvalidDataException($"its {header.Width}x{header.Height} pixels take {length} bytes; more than {Array.MaxLength} are not read.");
        var filtered = new byte[length];
        var (read, isMore) = Read(data, filtered);
        if (read < length) throw new InvalidDataException($"it is cut short: its header says {header.Width}x{header.Height} pixels in {length} bytes, {read} follow.");
        if (isMore) throw new InvalidDataException($"it is damaged: it holds more than the {header.Width}x{header.Height} pixels that its header says.");
        return filtered;
    }

    private static (int Read, bool IsMore) Read(ArraySegment<byte> data, byte[] filtered)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(data.Array!, data.Offset, data.Count), CompressionMode.Decompress);
            return (zlib.ReadAtLeast(filtered, filtered.Length, throwOnEndOfStream: false), zlib.ReadByte() >= 0);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)   // a dictionary of zlib's, which no PNG may ask for, is an IOException
        {
            throw new InvalidDataException($"it is damaged: {failure.Message}", failure);
        }
    }
}
