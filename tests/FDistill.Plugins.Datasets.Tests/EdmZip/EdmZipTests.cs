using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using FDistill.Datasets;
using FDistill.Plugins.Datasets.Archives;
using FDistill.Plugins.Datasets.EdmZip;
using FDistill.Plugins.Datasets.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Tests.EdmZip;

public sealed class EdmZipTests : IDisposable
{
    private const string First = "00000/img00000000.png", Second = "00000/img00000001.png";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_zip_and_a_folder_of_the_same_content_hold_the_same()
    {
        (string, byte[])[] files = [(Second, Pictures.Png(1)), (First, Pictures.Png(0)), Json($$"""{"labels": [["{{First}}", 6], ["{{Second}}", 2]]}""")];
        var (zip, plain) = (Read(Pictures.Zip(folder.File("a.zip"), files)), Read(Pictures.Folder(folder.File("a"), files)));
        Assert.Equal([First, Second], zip.Ids!);
        Assert.Equal(zip.Ids!, plain.Ids!);
        Assert.Equal([6L, 2], zip.Labels!);
        Assert.Equal(zip.Labels!, plain.Labels!);
        Assert.Equal(zip.Pixels, plain.Pixels);
    }

    [Fact]
    public void Deflated_files_are_read_too()
    {
        var path = folder.File("a.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        using (var entry = zip.CreateEntry(First, CompressionLevel.SmallestSize).Open())
            entry.Write(Pictures.Png(3));
        Assert.Equal([First], Read(path).Ids!);
    }

    [Fact]
    public void A_directory_of_more_than_65535_files_is_read()
    {
        var path = folder.File("many.zip");
        Pictures.Zip(path, Enumerable.Range(0, 65_540).Select(n => ($"{n:d5}.png", n == 0 ? Pictures.Png(0) : [])));
        using var archive = FileArchive.Open(path);
        Assert.Equal(65_540, archive.Names.Count);
        Assert.Equal(Pictures.Png(0), archive.Read("00000.png"));
    }

    [Theory]
    [InlineData("""{"labels": null}""")]
    [InlineData(null)]
    public void Without_labels_there_are_no_classes(string? json)
    {
        var path = Pictures.Zip(folder.File("a.zip"), json is null ? [(First, Pictures.Png(0))] : [(First, Pictures.Png(0)), Json(json)]);
        using var dataset = Open(path);
        Assert.Empty(dataset.Offers);
        Assert.Null(dataset.Classes);
    }

    [Theory]
    [InlineData("""{"labels": [["missing.png", 0]]}""", "record 0 is about 'missing.png', but there is no such image")]
    [InlineData("""{"labels": [["00000/img00000000.png", 0]]}""", "'00000/img00000001.png' has no label")]
    [InlineData("""{"labels": [["00000/img00000000.png", 0], ["00000/img00000000.png", 1]]}""", "record 1 gives '00000/img00000000.png' a second label")]
    [InlineData("""{"labels": [["00000/img00000000.png", -1]]}""", "record 0, '00000/img00000000.png', has the label -1, expected a whole number")]
    [InlineData("""{"labels": [["00000/img00000000.png", 1e12]]}""", "has the label 1e12")]
    [InlineData("""{"labels": [["00000/img00000000.png", 0.5]]}""", "has the label 0.5")]
    [InlineData("""{"labels": [["00000/img00000000.png", [0, 1]]]}""", "has the label [0, 1]")]
    [InlineData("""{"labels": [["00000/img00000000.png"]]}""", "record 0 is [\"00000/img00000000.png\"], expected [name, label]")]
    [InlineData("""{"labels": 3}""", "'labels' is Number, expected a list or null")]
    [InlineData("""[]""", "expected an object with the key 'labels'")]
    [InlineData("""{"labels": [""", "is not JSON")]
    public void Labels_that_do_not_fit_are_refused_by_file_and_record(string json, string reason)
    {
        var path = Pictures.Zip(folder.File("a.zip"), (First, Pictures.Png(0)), (Second, Pictures.Png(1)), Json(json));
        var mistake = Assert.Throws<InvalidDataException>(() => Open(path));
        Assert.StartsWith($"'{path}/dataset.json'", mistake.Message, StringComparison.Ordinal);
        Assert.Contains(reason, mistake.Message);
    }

    [Theory]
    [InlineData("../img.png")]
    [InlineData("a/../../img.png")]
    [InlineData("/etc/img.png")]
    [InlineData("C:/img.png")]
    [InlineData("..\\img.png")]
    public void A_name_that_leads_out_of_the_zip_is_refused(string name)
    {
        var path = Pictures.Zip(folder.File("slip.zip"), (name, Pictures.Png(0)));
        Assert.Contains("which leads out of it", Assert.Throws<InvalidDataException>(() => Open(path)).Message);
    }

    [Fact]
    public void A_name_that_is_not_utf8_is_refused()
    {
        var path = Pictures.Zip(folder.File("latin.zip"), ("immage.png", Pictures.Png(0)));
        var bytes = File.ReadAllBytes(path);
        foreach (var at in Enumerable.Range(0, bytes.Length - 6).Where(at => Encoding.ASCII.GetString(bytes, at, 6) == "immage")) bytes[at] = 0xe9;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("the name of entry 0, E96D6D6167652E706E67, is not UTF-8", Assert.Throws<InvalidDataException>(() => Open(path)).Message);
    }

    [Fact]
    public void A_zip_without_images_is_refused_with_what_it_holds()
    {
        var path = Pictures.Zip(folder.File("a.zip"), ("readme.txt", [1]));
        Assert.Equal($"'{path}' holds no images (.png, .jpg, .jpeg, .webp); found readme.txt.", Assert.Throws<InvalidDataException>(() => Open(path)).Message);
        Assert.Contains("found nothing", Assert.Throws<InvalidDataException>(() => Open(Pictures.Folder(folder.File("empty")))).Message);
    }

    [Fact]
    public void A_damaged_image_is_named_with_its_zip()
    {
        var path = Pictures.Zip(folder.File("a.zip"), (First, Pictures.Png(0)[..40]));
        Assert.StartsWith($"'{path}/{First}' is no image that can be read", Assert.Throws<InvalidDataException>(() => Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_cut_anywhere_or_with_any_byte_changed_is_read_the_same_or_refused()
    {
        var path = Pictures.Zip(folder.File("a.zip"), (First, Pictures.Png(0)), (Second, Pictures.Png(1)), Json($$"""{"labels": [["{{First}}", 6], ["{{Second}}", 2]]}"""));
        var whole = File.ReadAllBytes(path);
        var expected = Read(path).Pixels;
        for (var at = 0; at < whole.Length; at++)
        {
            var changed = whole.ToArray();
            changed[at] ^= 0x41;
            foreach (var file in new[] { changed, whole[..at] })
            {
                File.WriteAllBytes(path, file);
                try
                {
                    Assert.Equal(expected, Read(path).Pixels);
                }
                catch (InvalidDataException failure)
                {
                    Assert.Contains(path, failure.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void An_entry_that_claims_more_than_it_can_hold_is_refused_before_memory_is_taken()
    {
        var path = Pictures.Zip(folder.File("bomb.zip"), (First, Pictures.Png(0)));
        var bytes = File.ReadAllBytes(path);
        var entry = Enumerable.Range(0, bytes.Length).Last(at => bytes[at..].AsSpan().StartsWith("PK\u0001\u0002"u8));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(entry + 24), 2_000_000_000);
        File.WriteAllBytes(path, bytes);
        Assert.Contains("cannot hold the 2000000000", Assert.Throws<InvalidDataException>(() => Open(path)).Message);
    }

    private static (string, byte[]) Json(string text) => ("dataset.json", Encoding.UTF8.GetBytes(text));

    private static EdmZipDataset Open(string path) => new(new EdmZipOptions { Path = path, Workers = 0 }, Pictures.Decoder, Pictures.Resizer);

    private static (IReadOnlyList<string>? Ids, long[]? Labels, float[] Pixels) Read(string path)
    {
        using var scope = NewDisposeScope();
        using var dataset = Open(path);
        using var stream = dataset.Open(new DataRequest { Batch = 10 });
        var batch = stream.Next()!;
        return (batch.Ids, batch.Labels?.data<long>().ToArray(), batch.Images!.data<float>().ToArray());
    }
}
