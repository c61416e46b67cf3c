using FDistill.Formats.Images.Resizing;
using FDistill.Images;
using FsCheck;
using FsCheck.Fluent;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Formats.Tests.Images;

public sealed class ImageResizerTests : IDisposable
{
    private static readonly Raster Grey = new(7, 5, Channels: 1, [.. Enumerable.Range(0, 35).Select(k => k switch { 17 => (byte)255, 8 => (byte)0, _ => (byte)(37 * k) })]);

    private readonly ImageResizer resizer = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(ResizeFilter.Box, new byte[] { 11, 95, 150, 206, 25, 168, 154, 210, 30, 104, 159, 215 })]
    [InlineData(ResizeFilter.Bilinear, new byte[] { 13, 75, 146, 204, 21, 103, 173, 209, 30, 88, 156, 214 })]
    [InlineData(ResizeFilter.Hamming, new byte[] { 11, 79, 144, 207, 20, 107, 172, 212, 27, 90, 154, 217 })]
    [InlineData(ResizeFilter.Bicubic, new byte[] { 8, 74, 147, 208, 14, 107, 177, 210, 26, 88, 156, 218 })]
    [InlineData(ResizeFilter.Lanczos, new byte[] { 7, 74, 147, 209, 9, 109, 179, 208, 26, 89, 156, 219 })]
    public void Shrinking_gives_the_bytes_that_pillow_gives(ResizeFilter filter, byte[] pillow) =>
        Assert.Equal(pillow, resizer.Resize(Grey, height: 3, width: 4, filter).Pixels);

    [Fact]
    public void Enlarging_gives_the_bytes_that_pillow_gives() =>
        Assert.Equal([0, 23, 57, 81, 113, 141, 166, 201, 224], resizer.Resize(Grey, height: 6, width: 9, ResizeFilter.Lanczos).Pixels[..9]);

    [Fact]
    public void An_image_that_has_the_size_is_left_as_it_is() => Assert.Same(Grey, resizer.Resize(Grey, height: 5, width: 7, ResizeFilter.Lanczos));

    [Fact]
    public void A_constant_image_stays_constant_at_any_size() => Prop.ForAll(Cases(Enum.GetValues<ResizeFilter>()), one =>
    {
        var image = new Raster(one.Width, one.Height, Channels: 3, [.. Enumerable.Repeat(one.Level, one.Width * one.Height * 3)]);
        return resizer.Resize(image, one.NewHeight, one.NewWidth, one.Filter).Pixels.All(pixel => pixel == one.Level);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Floats_are_resized_as_bytes_are_up_to_rounding_where_a_filter_cannot_overshoot() => Prop.ForAll(Cases(ResizeFilter.Box, ResizeFilter.Bilinear, ResizeFilter.Hamming), one =>
    {
        using var inner = NewDisposeScope();
        var pixels = new byte[one.Width * one.Height];
        new Random(one.Level).NextBytes(pixels);
        var bytes = resizer.Resize(new Raster(one.Width, one.Height, Channels: 1, pixels), one.NewHeight, one.NewWidth, one.Filter);
        var floats = resizer.Resize(
            tensor(pixels.Select(pixel => (float)pixel).ToArray(), [1, 1, one.Height, one.Width], dtype: ScalarType.Float32, device: CPU), one.NewHeight, one.NewWidth, one.Filter);
        var expected = tensor(bytes.Pixels.Select(pixel => (float)pixel).ToArray(), [1, 1, one.NewHeight, one.NewWidth], dtype: ScalarType.Float32, device: CPU);
        return (floats - expected).abs().max().item<float>() < 1.01f; // half a level in either pass
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Interpolating_at_pixel_corners_keeps_the_first_pixel_and_repeats_the_last()
    {
        var images = tensor(new float[] { 0, 10, 20 }, [1, 1, 1, 3], dtype: ScalarType.Float32, device: CPU);
        var found = resizer.Interpolate(images, height: 1, width: 6, BilinearGrid.PixelCorners);
        Assert.Equal([0, 5, 10, 15, 20, 20], found.data<float>().ToArray());
    }

    [Fact]
    public void Interpolating_at_pixel_centres_is_symmetric()
    {
        var images = tensor(new float[] { 0, 10 }, [1, 1, 1, 2], dtype: ScalarType.Float32, device: CPU);
        var found = resizer.Interpolate(images, height: 1, width: 4, BilinearGrid.PixelCentres);
        Assert.Equal([0, 2.5f, 7.5f, 10], found.data<float>().ToArray());
    }

    [Fact]
    public void A_part_is_cut_out_or_refused()
    {
        Assert.Equal([111, 148, 80, 255], Grey.Crop(top: 0, left: 3, height: 1, width: 2).Pixels.Concat(Grey.Crop(top: 2, left: 2, height: 1, width: 2).Pixels));
        Assert.Throws<ArgumentException>(() => Grey.Crop(top: 3, left: 0, height: 3, width: 7));
    }

    private static Arbitrary<Case> Cases(params ResizeFilter[] filters) => (
        from width in Gen.Choose(1, 15)
        from height in Gen.Choose(1, 15)
        from newWidth in Gen.Choose(1, 15)
        from newHeight in Gen.Choose(1, 15)
        from level in Gen.Choose(0, 255)
        from filter in Gen.Elements(filters)
        select new Case(width, height, newWidth, newHeight, (byte)level, filter)).ToArbitrary();

    private sealed record Case(int Width, int Height, int NewWidth, int NewHeight, byte Level, ResizeFilter Filter);
}
