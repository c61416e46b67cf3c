using FDistill.Formats.Images;
using FDistill.Formats.Tests.Support;

namespace FDistill.Formats.Tests.Images;

/// <summary>Files that Pillow 9.4 wrote, against what it reads from them.</summary>
public sealed class ImageDecoderTests
{
    private readonly ImageDecoder decoder = new();

    public static TheoryData<string> Files => [.. Directory.GetFiles(Golden(""))
        .Where(file => !file.EndsWith(".ppm", StringComparison.Ordinal) && File.Exists(Path.ChangeExtension(file, ".ppm")))
        .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>The JPEG and WebP files among them.</summary>
    public static TheoryData<string> Compressed => [.. Files.Select(row => row.Data).Where(file => !file.EndsWith(".png", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void An_image_is_what_pillow_reads(string file)
    {
        var (expected, found) = (PixMap.Read(Path.ChangeExtension(Golden(file), ".ppm")), Decode(file));
        Assert.Equal((expected.Width, expected.Height, expected.Channels), (found.Width, found.Height, found.Channels));
        Assert.Equal(expected.Pixels, found.Pixels);
    }

    [Theory]
    [MemberData(nameof(Compressed))]
    public void A_file_cut_anywhere_is_refused_by_name(string file)
    {
        Decode(file);
        var whole = File.ReadAllBytes(Golden(file));
        for (var length = 0; length < whole.Length; length++)
            Assert.StartsWith($"'{file}'", Assert.Throws<InvalidDataException>(() => decoder.Decode(whole[..length], file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("colour.jpg")]
    [InlineData("oriented-6.jpg")]
    [InlineData("lossy.webp")]
    public void A_file_with_any_byte_changed_ends_in_an_image_or_in_a_refusal(string file)
    {
        Decode(file);
        var whole = File.ReadAllBytes(Golden(file));
        for (var at = 0; at < whole.Length; at++)
        {
            var changed = whole.ToArray();
            changed[at] ^= 0xff;
            var outcome = Record.Exception(() => decoder.Decode(changed, file));
            Assert.True(outcome is null or InvalidDataException, $"byte {at}: {outcome}");
        }
    }

    [Fact]
    public void A_jpeg_that_claims_more_pixels_than_are_read_is_refused()
    {
        Decode("grey.jpg");
        var file = File.ReadAllBytes(Golden("grey.jpg"));
        var frame = Enumerable.Range(0, file.Length).First(at => file[at] == 0xff && file[at + 1] == 0xc0);
        new byte[] { 0xff, 0x00, 0xff, 0x00 }.CopyTo(file, frame + 5);
        Assert.Contains("65280x65280 pixels", Assert.Throws<InvalidDataException>(() => decoder.Decode(file, "large.jpg")).Message);
    }

    [Fact]
    public void An_animation_is_refused()
    {
        var mistake = Assert.Throws<InvalidDataException>(() => Decode("animated.webp"));
        Assert.Contains("it is an animation", mistake.Message);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("GIF89a", "it begins with 47 49 46 38, and so is no PNG, JPEG or WebP")]
    public void Another_kind_of_file_is_refused(string content, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => decoder.Decode([.. content.Select(letter => (byte)letter)], "other")).Message);

    [Fact]
    public void The_native_library_comes_with_the_build() => Assert.Null(decoder.Missing());

    [Fact]
    public void A_native_library_that_does_not_load_is_named_with_its_package_and_the_way_to_add_it()
    {
        var missing = Assert.Throws<DllNotFoundException>(() => new SkiaDecoder("libSkia3000"));
        Assert.StartsWith("JPEG and WebP files need libSkia3000, which does not load. It comes with the package SkiaSharp.NativeAssets.", missing.Message, StringComparison.Ordinal);
        Assert.Contains("'dotnet add package SkiaSharp.NativeAssets.", missing.Message);
    }

    private FDistill.Images.Raster Decode(string file) => decoder.Decode(File.ReadAllBytes(Golden(file)), file);

    private static string Golden(string file) => Path.Combine(AppContext.BaseDirectory, "Images", "Golden", file);
}
