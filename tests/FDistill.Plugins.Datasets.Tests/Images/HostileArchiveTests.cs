using FDistill.Plugins.Datasets.CocoCaptions;
using FDistill.Plugins.Datasets.EdmZip;
using FDistill.Plugins.Datasets.Tests.Support;

namespace FDistill.Plugins.Datasets.Tests.Images;

/// <summary>Archives and lists that say what cannot be: each is one error that
/// names the file, and takes no memory that the file could not fill.</summary>
public sealed class HostileArchiveTests : IDisposable
{
    private const string Png = "AAAAIAE0IgV1LEl8qDQEAAAgBAAAFAAAAYS5wbmcBCAH3/olQTkcNChoKAAAADUlIRFIAAAAJAAAABwgCAAAAVfnwNwAAAM9JREFUeJwBxAA7/wPExB9TQXqSqxwS9tVI+ylNtNIS7sXqGDPxTQoAQ6U1sWPE+zge76w/l0HGlj5gE8jjvmHptiYWAPiCDW51L9ecOkra2Cs11CAy1E8P5NzVD/6mgQC0JD63D7CyWwV2uyRJagFoPwOWvAx3SF/oOfQChEIOarmr8pWXp14pNJ1QwEtAcqF8eV6VvtYXAQrJJyVD15nVSNiYtSt/470dwNEE1aThaL6W8QBeN405TuTMXtfdWX7orki17Cz3aJYA5ewDb5hqr16W0EUcKAAAAABJRU5ErkJgglBLAQIUAxQAAAAIAE0IgV1LEl8q";

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string> Zips => new()
    {
        { "UEsDBBQ" + Png + "8P//fwgBAAAFAAAAAAAAAAAAAACAAQAAAABhLnBuZ1BLBQYAAAAAAQABADMAAAAwAQAAAAA=", "its directory gives it 2147483632 bytes, more than the whole file has" },
        {
            "UEsDBBQ" + Png + "DQEAAAgBAAAFAAAAAAAAAAAAAACAAQAAAABhLnBuZ1BLBgYsAAAAAAAAAC0ALQAAAAAAAAAAAAEAAAAAAAAAAQAAAAAAAAAAAP9/AAAAAAD///////9/UEsGBwAAAABjAQAAAAAAAAEAAABQSwUGAAAAAAEAAQAzAAAAMAEAAAAA",
            "is not in its"
        },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Zips))]
    public void A_zip_whose_directory_gives_more_than_the_file_has_is_refused_before_memory_is_taken(string content, string reason)
    {
        var path = folder.File("images.zip");
        File.WriteAllBytes(path, Convert.FromBase64String(content));
        var before = GC.GetTotalAllocatedBytes();

        var error = Assert.Throws<InvalidDataException>(() => new EdmZipDataset(new EdmZipOptions { Path = path }, Pictures.Decoder, Pictures.Resizer));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 64 << 20);
    }

    [Fact]
    public void Labels_whose_names_are_no_text_are_refused_with_the_file()
    {
        var zip = Pictures.Zip(folder.File("images.zip"), [("0.png", Pictures.Png(0)), ("dataset.json", [.. "{\"labels\": [[\"0"u8, 0xFF, .. ".png\", 0]]}"u8])]);
        var error = Assert.Throws<InvalidDataException>(() => new EdmZipDataset(new EdmZipOptions { Path = zip }, Pictures.Decoder, Pictures.Resizer));
        Assert.Contains("images.zip/dataset.json' is not JSON", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"images": null, "annotations": []}""")]
    [InlineData("""{"images": [null], "annotations": []}""")]
    [InlineData("""{"images": [{"id": 1, "file_name": null}], "annotations": []}""")]
    [InlineData("""{"images": [{"id": 1, "file_name": "a.jpg"}], "annotations": [null]}""")]
    [InlineData("""{"images": [{"id": 1, "file_name": "a.jpg"}], "annotations": [{"id": 1, "image_id": 1, "caption": null}]}""")]
    [InlineData("""{"images": [{"id": 1, "file_name": "\ud83d"}], "annotations": []}""")]
    public void Captions_of_COCO_with_null_or_with_half_a_character_are_refused_with_the_file(string json)
    {
        var path = folder.File("captions.json");
        File.WriteAllText(path, json);
        var error = Assert.Throws<InvalidDataException>(() => new CocoCaptionsDataset(new CocoCaptionsOptions { Annotations = path }, Pictures.Decoder, Pictures.Resizer));
        Assert.Contains($"'{path}' is no file of captions", error.Message, StringComparison.Ordinal);
    }
}
