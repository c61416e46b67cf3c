using FDistill.Formats.Images.Png;
using FDistill.Images;
using FDistill.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace FDistill.Formats.Tests.Images;

public sealed class PngWriterTests
{
    [Fact]
    public void Every_image_comes_back_as_it_was() => Prop.ForAll(
        Gen.Choose(1, 20).ToArbitrary(), Gen.Choose(1, 20).ToArbitrary(), Gen.Elements(1, 3).ToArbitrary(), (width, height, channels) =>
        {
            var pixels = new byte[width * height * channels];
            new Random(width * 1000 + height).NextBytes(pixels);
            var back = Png.Decode(PngWriter.Encode(new Raster(width, height, channels, pixels)));
            return (back.Width, back.Height, back.Channels) == (width, height, channels) && back.Pixels.SequenceEqual(pixels);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, 0xb81f39c6)]
    [InlineData(3, 0x1216f14d)]
    public void Chunks_carry_the_standard_s_check(int channels, uint headerCheck)
    {
        var chunks = Png.Chunks(PngWriter.Encode(new Raster(3, 2, channels, new byte[6 * channels]))).ToList();
        Assert.Equal(headerCheck, chunks[0].Check);
        Assert.Equal(0xae426082, chunks[^1].Check);
    }

    [Theory]
    [InlineData(2, 2, 4, 16)]
    [InlineData(2, 2, 1, 3)]
    [InlineData(0, 2, 1, 0)]
    public void An_image_that_is_none_is_refused(int width, int height, int channels, int bytes) =>
        Assert.Throws<ArgumentException>(() => PngWriter.Encode(new Raster(width, height, channels, new byte[bytes])));
}
