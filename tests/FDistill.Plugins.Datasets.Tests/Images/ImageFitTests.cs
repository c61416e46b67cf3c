using System.ComponentModel.DataAnnotations;
using FDistill.Images;
using FDistill.Plugins.Datasets.EdmZip;
using FDistill.Plugins.Datasets.Images;
using FDistill.Plugins.Datasets.Tests.Support;

namespace FDistill.Plugins.Datasets.Tests.Images;

/// <summary>Against what NVIDIA's dataset_tool makes of the same image with Pillow 9.4.</summary>
public sealed class ImageFitTests
{
    private static readonly Raster Photograph = new(22, 13, Channels: 3,
        [.. from y in Enumerable.Range(0, 13) from x in Enumerable.Range(0, 22) from level in new[] { x * 11 + y * 3, y * 19, x * y } select (byte)level]);

    [Theory]
    [InlineData(ImageCrop.Center, 5, new byte[] { 55, 83, 112, 141, 169, 63, 91, 120, 149, 177, 71, 99, 128, 157, 185, 79, 107, 136, 165, 193, 87, 115, 144, 173, 201 })]
    [InlineData(ImageCrop.Dhariwal, 5, new byte[] { 65, 92, 119, 146, 173, 72, 99, 126, 153, 180, 81, 108, 135, 162, 189, 89, 116, 143, 170, 197, 96, 123, 150, 177, 204 })]
    [InlineData(ImageCrop.Stretch, 3, new byte[] { 39, 121, 202, 52, 134, 215, 64, 152, 199 })]
    public void An_image_becomes_the_square_that_the_reference_makes(ImageCrop crop, int size, byte[] red)
    {
        var fitted = Fit(new EdmZipOptions { Size = size, Crop = crop });
        Assert.Equal((size, size, 3), (fitted.Height, fitted.Width, fitted.Channels));
        Assert.Equal(red, fitted.Pixels.Where((_, k) => k % 3 == 0));
    }

    [Fact]
    public void Grey_is_pillows_luma_and_grey_repeated_is_rgb()
    {
        var grey = Fit(new EdmZipOptions { Channels = 1 });
        Assert.Equal([0, 3, 7, 10, 13, 16], grey.Pixels[..6]);
        Assert.Equal([219, 224, 228, 233, 161, 166], grey.Pixels[^6..]);
        var rgb = new ImageFit(new EdmZipOptions { Channels = 3 }, Pictures.Resizer).Fit(grey).Raster;
        Assert.Equal([3, 3, 3, 7, 7, 7], rgb.Pixels[3..9]);
    }

    [Theory]
    [InlineData(null, ImageCrop.Center, null, "give 'size' too")]
    [InlineData(null, null, ResizeFilter.Box, "give 'size' too")]
    [InlineData(8, ImageCrop.Dhariwal, ResizeFilter.Box, "leave 'filter' out")]
    public void Options_that_would_be_ignored_are_refused(int? size, ImageCrop? crop, ResizeFilter? filter, string reason)
    {
        var options = new EdmZipOptions { Path = "x", Size = size, Crop = crop, Filter = filter };
        Assert.Contains(options.Validate(new ValidationContext(options)), problem => problem.ErrorMessage!.Contains(reason, StringComparison.Ordinal));
    }

    private static Raster Fit(EdmZipOptions options) => new ImageFit(options, Pictures.Resizer).Fit(Photograph).Raster;
}
