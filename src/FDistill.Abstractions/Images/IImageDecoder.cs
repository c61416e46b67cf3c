namespace FDistill.Images;

/// <summary>Reads image files: PNG, JPEG and WebP, told apart by how
/// they begin. Any number of threads may use it at once.</summary>
/// <remarks>
/// What becomes of a file's pixels: grey stays grey, everything else becomes
/// RGB. Palettes are looked up; fewer than 8 bits are spread over 0 … 255;
/// of 16 bits the nearest of 256 levels is taken; alpha is dropped, as
/// Pillow's conversion to RGB does; CMYK is read as Adobe writes it and
/// converted as Pillow does. An orientation in EXIF data is applied:
/// the image comes upright. Colour profiles and gamma are not applied.
/// </remarks>
public interface IImageDecoder
{
    /// <summary>Decodes an image.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <returns>The image, with 1 channel (grey) or 3 (RGB).</returns>
    /// <exception cref="InvalidDataException">The file is of another kind, damaged,
    /// cut short, animated or too large; the message begins with its name.</exception>
    /// <exception cref="DllNotFoundException">The library that reads this kind
    /// of file is not installed; the message says how to install it.</exception>
    Raster Decode(byte[] file, string name);
}
