using System.ComponentModel.DataAnnotations;
using FDistill.Images;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>Brings images to the size and channels that the options ask for.</summary>
/// <param name="options">The options.</param>
/// <param name="resizer">Resizes.</param>
internal sealed class ImageFit(IImageFitOptions options, IImageResizer resizer)
{
    /// <summary>What contradicts itself in options.</summary>
    public static IEnumerable<ValidationResult> Check(IImageFitOptions options)
    {
        if (options.Size is null && options.Crop is not null) yield return new ValidationResult("needs a size to bring images to: give 'size' too", [nameof(options.Crop)]);
        if (options.Size is null && options.Filter is not null) yield return new ValidationResult("needs a size to bring images to: give 'size' too", [nameof(options.Filter)]);
        if (options is { Crop: ImageCrop.Dhariwal, Filter: not null })
            yield return new ValidationResult("the crop 'dhariwal' has filters of its own, box and bicubic: leave 'filter' out", [nameof(options.Filter)]);
    }

    /// <summary>Fits one image.</summary>
    public FittedImage Fit(Raster image)
    {
        var (resized, crop) = options.Size is { } size ? Resize(image, size) : (image, (0, 0));
        return new FittedImage(Recolour(resized), (image.Height, image.Width), crop);
    }

    /// <summary>The image of the size, and where in the resized image it begins.</summary>
    private (Raster Image, (int Top, int Left) Crop) Resize(Raster image, int size)
    {
        var filter = options.Filter ?? ResizeFilter.Lanczos;
        switch (options.Crop ?? ImageCrop.Center)
        {
            case ImageCrop.Center:
                var side = Math.Min(image.Width, image.Height);
                var (top, left) = Margins(image, side);
                int Resized(int margin) => (int)Math.Round((double)margin * size / side);
                return (resizer.Resize(image.Crop(top, left, side, side), size, size, filter), (Resized(top), Resized(left)));
            case ImageCrop.Dhariwal:
                var small = ShorterSide(image, size);
                var crop = Margins(small, size);
                return (small.Crop(crop.Top, crop.Left, size, size), crop);
            default:
                return (resizer.Resize(image, size, size, filter), (0, 0));
        }
    }

    private Raster ShorterSide(Raster image, int size)
    {
        while (Math.Min(image.Width, image.Height) >= 2 * size) image = resizer.Resize(image, image.Height / 2, image.Width / 2, ResizeFilter.Box);
        var scale = (double)size / Math.Min(image.Width, image.Height);
        return resizer.Resize(image, (int)Math.Round(image.Height * scale), (int)Math.Round(image.Width * scale), ResizeFilter.Bicubic);
    }

    private static (int Top, int Left) Margins(Raster image, int side) => ((image.Height - side) / 2, (image.Width - side) / 2);

    private Raster Recolour(Raster image) =>
        (options.Channels ?? image.Channels) == image.Channels ? image : image.Channels == 1 ? Repeat(image) : Luma(image);

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
