using System.Runtime.InteropServices;

namespace FDistill.Engine.Images.Jpeg;

/// <summary>The functions of libjpeg-turbo's TurboJPEG interface, version 1.3 or later, that decode.</summary>
/// <remarks>Its settings are the defaults: the accurate integer transform and smooth upsampling, as Pillow has them.</remarks>
internal sealed unsafe class TurboJpeg
{
    private const int StopOnWarning = 8192, LimitScans = 32768;

    private readonly delegate* unmanaged<nint> open;
    private readonly delegate* unmanaged<nint, int> close;
    private readonly delegate* unmanaged<nint, byte*, CULong, int*, int*, int*, int*, int> readHeader;
    private readonly delegate* unmanaged<nint, byte*, CULong, byte*, int, int, int, int, int, int> decompress;
    private readonly delegate* unmanaged<nint, nint> error;

    /// <summary>Loads the library.</summary>
    /// <exception cref="DllNotFoundException">It is not installed.</exception>
    public TurboJpeg()
    {
        var library = new NativeCodec("JPEG", "libturbojpeg0", "libturbojpeg.so.0", "libturbojpeg.dylib", "turbojpeg.dll");
        open = (delegate* unmanaged<nint>)library["tjInitDecompress"];
        close = (delegate* unmanaged<nint, int>)library["tjDestroy"];
        readHeader = (delegate* unmanaged<nint, byte*, CULong, int*, int*, int*, int*, int>)library["tjDecompressHeader3"];
        decompress = (delegate* unmanaged<nint, byte*, CULong, byte*, int, int, int, int, int, int>)library["tjDecompress2"];
        error = (delegate* unmanaged<nint, nint>)library["tjGetErrorStr2"];
    }

    /// <summary>Decodes a file. What would be a warning elsewhere, such as an end too early, is an error.</summary>
    /// <param name="file">The file.</param>
    /// <param name="prepare">Given width, height and the colours stored, says how pixels are wanted and holds them.</param>
    /// <exception cref="InvalidDataException">It is damaged; the message is the library's.</exception>
    public void Decode(byte[] file, Func<int, int, JpegColours, (JpegPixels Layout, byte[] Pixels)> prepare)
    {
        var handle = open();
        if (handle == 0) throw new InsufficientMemoryException("libjpeg-turbo cannot start");
        try
        {
            fixed (byte* bytes = file)
            {
                int width, height, subsampling, colours;
                Check(readHeader(handle, bytes, new CULong((nuint)file.Length), &width, &height, &subsampling, &colours), handle);
                var (layout, pixels) = prepare(width, height, (JpegColours)colours);
                fixed (byte* target = pixels)
                    Check(decompress(handle, bytes, new CULong((nuint)file.Length), target, width, 0, height, (int)layout, StopOnWarning | LimitScans), handle);
            }
        }
        finally
        {
            _ = close(handle);
        }
    }

    private void Check(int result, nint handle)
    {
        if (result != 0) throw new InvalidDataException($"it is damaged or cut short: {Marshal.PtrToStringUTF8(error(handle))}.");
    }
}

/// <summary>The colours that a JPEG stores (TJCS).</summary>
internal enum JpegColours
{
    Rgb = 0,
    YCbCr = 1,
    Grey = 2,
    Cmyk = 3,
    Ycck = 4,
}

/// <summary>How decoded pixels are laid out (TJPF).</summary>
internal enum JpegPixels
{
    Rgb = 0,
    Grey = 6,
    Cmyk = 11,
}
