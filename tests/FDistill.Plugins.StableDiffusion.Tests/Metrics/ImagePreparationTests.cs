using FDistill.Formats.Images.Resizing;
using FDistill.Images;
using FDistill.Plugins.StableDiffusion.Metrics.Preparation;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Metrics;

public sealed class ImagePreparationTests : IDisposable
{
    private static readonly ChannelNormalization Plain = new([0, 0, 0], [1, 1, 1]);

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void DINO_sees_the_middle_224_of_256_pixels_normalised_as_ImageNet()
    {
        var prepared = ImagePreparation.OfDino.Of(zeros([2, 3, 32, 40], dtype: float32, device: CPU), new ImageResizer());
        Assert.Equal([2, 3, 224, 224], prepared.shape);
        // 0 is stored as byte 128.
        Assert.Equal(((128 / 255f) - 0.485f) / 0.229f, prepared[0, 0, 0, 0].item<float>(), 5);
    }

    [Fact]
    public void The_shorter_side_is_resized_and_the_longer_one_cut_at_both_ends()
    {
        // Ten columns of their own shade; the crop leaves columns 2 to 7.
        var columns = arange(10, dtype: float32, device: CPU).view(1, 1, 1, 10).expand(1, 3, 6, 10) / 10;
        var prepared = new ImagePreparation(6, 6, Plain).Of(columns, new ImageResizer());
        var expected = Enumerable.Range(2, 6).Select(column => MathF.Floor((column / 10f * 127.5f) + 128) / 255);
        Assert.Equal(expected, prepared[0, 0, 0].data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void A_square_comes_first_where_it_is_asked_for()
    {
        var image = Some.Normal(1, 1, 3, 20, 30).clamp(-1, 1);
        var resizer = new ImageResizer();
        var square = EightBitImages.Of(image, 3)[0].ToSquare(12, ResizeFilter.Lanczos, resizer);
        Assert.Equal((12, 12), (square.Width, square.Height));
        var expected = EightBitImages.ToTensor([resizer.Resize(square, 8, 8, ResizeFilter.Bicubic)]);
        Assert.Equal(0, Some.Distance(expected, (new ImagePreparation(8, 8, Plain) { Square = 12 }).Of(image, resizer)));
    }

    [Fact]
    public void Images_of_channels_that_the_network_does_not_see_are_refused() =>
        Assert.Contains("3 channels, and these are 4x8x8", Assert.Throws<InvalidOperationException>(() => EightBitImages.Of(Some.Normal(1, 1, 4, 8, 8), 3)).Message, StringComparison.Ordinal);
}
