using FDistill.Formats.Images;
using FDistill.Formats.Images.Png;
using FDistill.Formats.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace FDistill.Formats.Tests.Images;

public sealed class PngDecoderTests
{
    private readonly ImageDecoder decoder = new();

    [Fact]
    public void Every_kind_of_png_is_read_with_every_filter_interlaced_or_not() => Prop.ForAll(Sources(), source =>
    {
        var (expected, found) = (source.Image(), decoder.Decode(source.File(), "a.png"));
        return (found.Width, found.Height, found.Channels) == (expected.Width, expected.Height, expected.Channels) && found.Pixels.SequenceEqual(expected.Pixels);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_written_here_is_read_back()
    {
        var image = new PngSource(21, 13, Colour: 2, Depth: 8, Interlaced: false, Seed: 4).Image();
        Assert.Equal(image.Pixels, decoder.Decode(PngWriter.Encode(image), "own.png").Pixels);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_by_name()
    {
        var file = new PngSource(6, 5, Colour: 3, Depth: 4, Interlaced: true, Seed: 1).File();
        for (var length = 0; length < file.Length; length++) Refused(file[..length], "cut.png");
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_refused_or_holds_the_same_image()
    {
        var source = new PngSource(6, 5, Colour: 6, Depth: 8, Interlaced: false, Seed: 2);
        var (file, expected) = (source.File(), source.Image().Pixels);
        for (var at = 0; at < file.Length; at++)
        {
            var changed = file.ToArray();
            changed[at] ^= 0x10;
            try
            {
                Assert.Equal(expected, decoder.Decode(changed, "changed.png").Pixels);
            }
            catch (InvalidDataException failure)
            {
                Assert.StartsWith("'changed.png'", failure.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(6, "is cut short: its header says 4x6 pixels")]
    [InlineData(3, "holds more than the 4x3 pixels that its header says")]
    [InlineData(100_000, "cannot hold the 4x100000 pixels")]
    [InlineData(0, "its header says 4x0 pixels")]
    [InlineData(int.MaxValue, "more than 178956970 are not read")]
    public void A_header_that_lies_about_the_height_is_refused_before_memory_is_taken(int height, string reason) =>
        Assert.Contains(reason, Refused(new PngSource(4, 4, Colour: 2, Depth: 8, Interlaced: false, Seed: 3).File(claimedHeight: height), "liar.png"));

    [Fact]
    public void A_colour_outside_the_palette_is_refused()
    {
        var file = new PngSource(9, 9, Colour: 3, Depth: 8, Interlaced: false, Seed: 5).File().ToList();
        var at = file.IndexOf((byte)'P', 8) - 4;
        file.RemoveRange(at, 12 + 768);
        file.InsertRange(at, PngSource.Chunk("PLTE", new byte[30]));
        Assert.Contains("but the palette holds 10", Refused([.. file], "palette.png"));
    }

    [Fact]
    public void An_unknown_critical_chunk_is_refused_and_an_unknown_other_one_passed_over()
    {
        var source = new PngSource(3, 3, Colour: 0, Depth: 8, Interlaced: false, Seed: 6);
        var file = source.File();
        byte[] With(string chunk) => [.. file[..33], .. PngSource.Chunk(chunk, [1, 2, 3]), .. file[33..]];
        Assert.Contains("the chunk CgBI", Refused(With("CgBI"), "apple.png"));
        Assert.Equal(source.Image().Pixels, decoder.Decode(With("tIME"), "time.png").Pixels);
    }

    private string Refused(byte[] file, string name)
    {
        var mistake = Assert.Throws<InvalidDataException>(() => decoder.Decode(file, name));
        Assert.StartsWith($"'{name}'", mistake.Message, StringComparison.Ordinal);
        return mistake.Message;
    }

    private static Arbitrary<PngSource> Sources() => (
        from width in Gen.Choose(1, 20)
        from height in Gen.Choose(1, 20)
        from kind in Gen.Elements(PngSource.Kinds)
        from interlaced in Gen.Elements(true, false)
        from seed in Gen.Choose(0, 1_000_000)
        select new PngSource(width, height, kind.Colour, kind.Depth, interlaced, seed)).ToArbitrary();
}
