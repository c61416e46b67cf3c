using FDistill.Formats.Images;

namespace FDistill.Formats.Tests.Images;

/// <summary>JPEG files whose segments are not as an encoder of today leaves them.</summary>
public sealed class JpegStructureTests
{
    private const byte Prefix = 0xff, Restart = 0xd0, EndOfImage = 0xd9, StartOfScan = 0xda, Comment = 0xfe;

    private readonly ImageDecoder decoder = new();

    [Theory]
    [InlineData("colour.jpg")]
    [InlineData("progressive.jpg")]
    public void Bytes_behind_the_end_of_the_image_do_not_matter(string file) =>
        Assert.Equal(Pixels(Golden(file)), Pixels([.. Golden(file), 0, Prefix, 0x12, .. Golden("grey.jpg")[..100]]));

    [Theory]
    [InlineData("colour.jpg")]
    [InlineData("progressive.jpg")]
    [InlineData("restarts.jpg")]
    public void Markers_may_be_padded(string file)
    {
        var plain = Golden(file);
        byte[] padded = [.. plain.SelectMany((value, at) => Enumerable.Repeat(value, at > 0 && value == Prefix && plain[at + 1] != 0 ? 3 : 1))];
        Assert.Equal(Pixels(plain), Pixels(padded));
    }

    [Theory]
    [InlineData("colour.jpg")]
    [InlineData("progressive.jpg")]
    public void The_end_of_an_image_within_a_comment_is_not_the_end_of_the_file(string file)
    {
        byte[] comment = [Prefix, Comment, 0, 6, Prefix, EndOfImage, Prefix, EndOfImage];
        var scan = Markers(Golden(file), StartOfScan)[^1];
        byte[] whole = [.. Golden(file)[..scan], .. comment, .. Golden(file)[scan..]];

        Assert.Equal(Pixels(Golden(file)), Pixels(whole));
        for (var length = scan; length < whole.Length; length++) Refused(whole[..length]);
    }

    [Theory]
    [InlineData("colour.jpg")]
    [InlineData("progressive.jpg")]
    public void A_file_that_breaks_off_where_another_begins_is_refused(string file)
    {
        var first = Golden(file);
        for (var length = Markers(first, StartOfScan)[^1] + 14; length < first.Length; length++) Refused([.. first[..length], .. Golden("grey.jpg")]);
    }

    [Theory]
    [InlineData("restarts.jpg")]
    [InlineData("restarts-progressive.jpg")]
    public void Pixels_missing_between_two_restart_markers_are_a_refusal(string file)
    {
        var whole = Golden(file);
        var (from, to) = (Markers(whole, Restart)[0], Markers(whole, Restart + 1)[0]);
        Assert.Contains("a restart marker is missing", Refused([.. whole[..from], .. whole[to..]]));
    }

    [Theory]
    [InlineData("its header makes no sense", new byte[] { Prefix, EndOfImage })]
    [InlineData("a segment has a length of 1", new byte[] { Prefix, Comment, 0, 1 })]
    [InlineData("a segment begins with 01", new byte[] { 1, 2, 3 })]
    [InlineData("a segment begins with ff 00", new byte[] { Prefix, 0 })]
    public void What_is_no_segment_is_refused(string reason, byte[] bytes) =>
        Assert.Contains(reason, Refused([.. Golden("colour.jpg")[..2], .. bytes, .. Golden("colour.jpg")[2..]]));

    [Fact]
    public void A_progressive_image_of_hundreds_of_scans_is_refused()
    {
        var whole = Golden("progressive.jpg");
        var last = whole[Markers(whole, StartOfScan)[^1]..^2];
        Refused([.. whole[..^2], .. Enumerable.Repeat(last, 500).SelectMany(scan => scan), .. whole[^2..]]);
    }

    private byte[] Pixels(byte[] file) => decoder.Decode(file, "a.jpg").Pixels;

    private string Refused(byte[] file) => Assert.Throws<InvalidDataException>(() => decoder.Decode(file, "a.jpg")).Message;

    /// <summary>Where a marker is, each time that it is.</summary>
    private static int[] Markers(byte[] file, int marker) => [.. Enumerable.Range(0, file.Length - 1).Where(at => file[at] == Prefix && file[at + 1] == marker)];

    private static byte[] Golden(string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Images", "Golden", file));
}
