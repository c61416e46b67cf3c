using FDistill.Images;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>Brings images to the size and channels that the options ask for.</summary>
/// <param name="options">The options.</param>
/// <param name="resizer">Resizes.</param>
internal sealed class ImageFit(ImageDatasetOptions options, IImageResizer resizer)
{
    /// <summary>Fits one image.</summary>
    public Raster Fit(Raster image)
    {
        if (options.Size is { } size) image = Resize(image, size);
        return (options.Channels ?? image.Channels) == image.Channels ? image : image.Channels == 1 ? Repeat(image) : Luma(image);
    }

    private Raster Resize(Raster image, int size)
    {
        var filter = options.Filter ?? ResizeFilter.Lanczos;
        return (options.Crop ?? ImageCrop.Center) switch
        {
            ImageCrop.Center => resizer.Resize(Square(image, Math.Min(image.Width, image.Height)), size, size, filter),
            ImageCrop.Dhariwal => Square(ShorterSide(image, size), size),
            _ => resizer.Resize(image, size, size, filter),
        };
    }

    private Raster ShorterSide(Raster image, int size)
    {
        while (Math.Min(image.Width, image.Height) >= 2 * size) image = resizer.Resize(image, image.Height / 2, image.Width / 2, ResizeFilter.Box);
        var scale = (double)size / Math.Min(image.Width, image.Height);
        return resizer.Resize(image, (int)Math.Round(image.Height * scale), (int)Math.Round(image.Width * scale), ResizeFilter.Bicubic);
    }

    private static Raster Square(Raster image, int side) => image.Crop((image.Height - side) / 2, (image.Width - side) / 2, side, side);

    private static Raster Repeat(Raster grey)
    {
        var rgb = new byte[grey.Pixels.Length * 3];
        for (var at = 0; at < rgb.Length; at++) rgb[at] = grey.Pixels[at / 3];
        return new Raster(grey.Width, grey.Height, Channels: 3, rgb);
    }

    /// <summary>0.299 R + 0.587 G + 0.114 B in fixed-point numbers of 16 digits.</summary>
    private static Raster Luma(Raster rgb)
    {
        var grey = new byte[rgb.Pixels.Length / 3];
        for (var at = 0; at < grey.Length; at++)
            grey[at] = (byte)((rgb.Pixels[3 * at] * 19595 + rgb.Pixels[3 * at + 1] * 38470 + rgb.Pixels[3 * at + 2] * 7471 + 0x8000) >> 16);
        return new Raster(rgb.Width, rgb.Height, Channels: 1, grey);
    }
}
