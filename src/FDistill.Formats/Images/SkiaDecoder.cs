using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FDistill.Images;
using SkiaSharp;

namespace FDistill.Formats.Images;

/// <summary>Decodes JPEG and WebP files by SkiaSharp, whose libjpeg-turbo
/// and libwebp give the pixels that Pillow's give.</summary>
/// <remarks>
/// Pixels are taken as they are stored: neither a colour profile nor
/// an orientation is applied, and colours are not multiplied by alpha.
/// CMYK becomes RGB as in Pillow: the inks are taken as inverted, and each of C, M and Y is multiplied by K.
/// </remarks>
internal sealed unsafe class SkiaDecoder
{
    private const int StoredBytes = 4, Channels = 3;

    /// <summary>Loads the native library.</summary>
    /// <exception cref="DllNotFoundException">It is not there, or does not load.</exception>
    public SkiaDecoder(string library = "libSkiaSharp")
    {
        try
        {
            NativeLibrary.Load(library, typeof(SKCodec).Assembly, searchPath: null);
        }
        catch (DllNotFoundException failure)
        {
            var package = $"SkiaSharp.NativeAssets.{(OperatingSystem.IsWindows() ? "Win32" : OperatingSystem.IsMacOS() ? "macOS" : "Linux.NoDependencies")}";
            throw new DllNotFoundException(
                $"JPEG and WebP files need {library}, which does not load. It comes with the package {package}: "
                + $"'dotnet add package {package}' adds it to a program, and 'dotnet publish -r {RuntimeInformation.RuntimeIdentifier}' puts it beside one.", failure);
        }
    }

    /// <summary>Decodes a file.</summary>
    /// <returns>As stored; 1 channel where a JPEG is grey, else 3.</returns>
    /// <exception cref="InvalidDataException">It is damaged, cut short or too large.</exception>
    public Raster Decode(byte[] file)
    {
        fixed (byte* bytes = file)
        {
            using var data = SKData.Create((nint)bytes, file.Length);
            using var codec = SKCodec.Create(data) ?? throw new InvalidDataException("it is damaged: its header makes no sense.");
            var stored = codec.Info.WithColorSpace(null);
            ImageSize.Check(stored.Width, stored.Height);
            return stored.ColorType == SKColorType.Gray8 ? Grey(codec, stored) : Rgb(codec, stored.WithColorType(SKColorType.Rgba8888));
        }
    }

    private static Raster Grey(SKCodec codec, SKImageInfo wanted)
    {
        var grey = GC.AllocateUninitializedArray<byte>(wanted.Width * wanted.Height);
        fixed (byte* target = grey) Decode(codec, wanted, target);
        return new Raster(wanted.Width, wanted.Height, Channels: 1, grey);
    }

    private static Raster Rgb(SKCodec codec, SKImageInfo wanted)
    {
        var pixels = wanted.Width * wanted.Height;
        var rgb = GC.AllocateUninitializedArray<byte>(pixels * Channels);
        var rgba = (byte*)NativeMemory.Alloc((nuint)pixels, StoredBytes);
        try
        {
            Decode(codec, wanted, rgba);
            DropAlpha(new ReadOnlySpan<byte>(rgba, pixels * StoredBytes), rgb);
        }
        finally
        {
            NativeMemory.Free(rgba);
        }

        return new Raster(wanted.Width, wanted.Height, Channels, rgb);
    }

    private static void Decode(SKCodec codec, SKImageInfo wanted, byte* target)
    {
        var result = codec.GetPixels(wanted, (nint)target);
        if (result != SKCodecResult.Success) throw new InvalidDataException($"it is damaged or cut short: Skia reports {result}.");
    }

    /// <summary>The first three of every four bytes.</summary>
    private static void DropAlpha(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        var kept = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 3, 7, 11, 15);
        int from = 0, to = 0;
        for (; to + Vector128<byte>.Count <= rgb.Length; from += 4 * StoredBytes, to += 4 * Channels)
            Vector128.Shuffle(Vector128.Create(rgba[from..]), kept).CopyTo(rgb[to..]);
        for (; to < rgb.Length; from += StoredBytes, to += Channels) rgba.Slice(from, Channels).CopyTo(rgb[to..]);
    }
}
