namespace FDistill.Engine.Images.WebP;

/// <summary>The functions of libwebp that decode.</summary>
internal sealed unsafe class LibWebP
{
    private readonly delegate* unmanaged<byte*, nuint, int*, int*, int> readHeader;
    private readonly delegate* unmanaged<byte*, nuint, byte*, nuint, int, byte*> decode;

    /// <summary>Loads the library.</summary>
    /// <exception cref="DllNotFoundException">It is not installed.</exception>
    public LibWebP()
    {
        var library = new NativeCodec("WebP", "libwebp7", "libwebp.so.7", "libwebp.so.6", "libwebp.dylib", "libwebp.dll");
        readHeader = (delegate* unmanaged<byte*, nuint, int*, int*, int>)library["WebPGetInfo"];
        decode = (delegate* unmanaged<byte*, nuint, byte*, nuint, int, byte*>)library["WebPDecodeRGBInto"];
    }

    /// <summary>Width and height; false where the file is damaged.</summary>
    public bool TryReadSize(byte[] file, out int width, out int height)
    {
        fixed (byte* bytes = file)
        fixed (int* toWidth = &width, toHeight = &height)
            return readHeader(bytes, (nuint)file.Length, toWidth, toHeight) != 0;
    }

    /// <summary>Decodes the pixels as RGB, without alpha; false where the file is damaged or cut short.</summary>
    public bool TryDecode(byte[] file, byte[] pixels, int stride)
    {
        fixed (byte* bytes = file, target = pixels)
            return decode(bytes, (nuint)file.Length, target, (nuint)pixels.Length, stride) != null;
    }
}
