using FDistill.Formats.Images.Resizing;
using FDistill.Plugins.Metrics.Inception;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests;

public sealed class InceptionInputTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Clean_images_are_resized_as_floats_clipped_and_normalised_around_128()
    {
        // A step from black to white overshoots under a bicubic filter, and is clipped.
        var step = cat([zeros([1, 3, 8, 4], dtype: ScalarType.Float32, device: CPU), ones([1, 3, 8, 4], dtype: ScalarType.Float32, device: CPU)], 3);
        var clean = InceptionInput.Clean(step, new ImageResizer());
        Assert.Equal([1, 3, 299, 299], clean.shape);
        Assert.Equal(-1, clean.min().item<float>());
        Assert.Equal(127 / 128f, clean.max().item<float>());
        Assert.NotEqual(clean.max().item<float>(), new ImageResizer().Resize(step * 255, 299, 299, FDistill.Images.ResizeFilter.Bicubic).max().item<float>() / 128 - 1, 3);
    }

    [Fact]
    public void The_middle_square_is_taken_and_stays_in_8_bits()
    {
        // Columns 0 to 3 are black, 4 to 7 grey, 8 to 11 black: the square of 4 rows is all grey.
        var black = zeros([2, 3, 4, 4], dtype: ScalarType.Float32, device: CPU);
        var square = InceptionInput.Square(cat([black, black + (100 / 255f), black], 3), 6, new ImageResizer());
        Assert.Equal([2, 3, 6, 6], square.shape);
        Assert.True(square.eq(100 / 255f).all().item<bool>());
    }
}
