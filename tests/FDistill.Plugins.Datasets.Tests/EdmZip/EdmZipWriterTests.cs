using System.IO.Compression;
using System.Text;
using FDistill.Datasets;
using FDistill.Engine.Datasets;
using FDistill.Plugins.Datasets.EdmZip;
using FDistill.Plugins.Datasets.ImageFolder;
using FDistill.Plugins.Datasets.Tests.Support;
using FDistill.Reports.Datasets;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Tests.EdmZip;

public sealed class EdmZipWriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_is_read_back_to_the_byte_with_its_labels()
    {
        using var scope = NewDisposeScope();
        using var source = Source(images: 150);
        var zip = folder.File("out/a.zip");
        Assert.Equal(150, Write(source, zip));

        using var copy = new EdmZipDataset(new EdmZipOptions { Path = zip }, Pictures.Decoder, Pictures.Resizer);
        using var expected = source.Open(new DataRequest { Batch = 150 });
        using var found = copy.Open(new DataRequest { Batch = 150 });
        var (wanted, read) = (expected.Next()!, found.Next()!);
        Assert.True(read.Images!.Is(wanted.Images!));
        Assert.True(read.Labels!.Is(wanted.Labels!));
        Assert.Equal("00000/img00000149.png", read.Ids![149]);
    }

    [Fact]
    public void Files_are_stored_as_they_are_and_the_same_images_give_the_same_bytes()
    {
        using var source = Source(images: 5);
        Write(source, folder.File("a.zip"));
        Write(source, folder.File("b.zip"));
        Assert.Equal(File.ReadAllBytes(folder.File("a.zip")), File.ReadAllBytes(folder.File("b.zip")));
        using var zip = ZipFile.OpenRead(folder.File("a.zip"));
        Assert.All(zip.Entries, entry => Assert.Equal(entry.Length, entry.CompressedLength));
        Assert.Equal("dataset.json", zip.Entries[^1].FullName);
        using var json = new StreamReader(zip.Entries[^1].Open(), Encoding.UTF8);
        Assert.StartsWith("""{"labels":[["00000/img00000000.png",0],""", json.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_labels_dataset_json_says_so()
    {
        using var source = Source(images: 2);
        new EdmZipWriter(source).Write(folder.File("a.zip"), withLabels: false, new Progress<long>(), CancellationToken.None);
        using var copy = new EdmZipDataset(new EdmZipOptions { Path = folder.File("a.zip") }, Pictures.Decoder, Pictures.Resizer);
        Assert.Null(copy.Classes);
    }

    [Fact]
    public void A_writing_that_is_stopped_or_fails_leaves_nothing_behind_and_an_older_zip_as_it_was()
    {
        var target = Path.Combine(folder.File("out"), "a.zip");
        Directory.CreateDirectory(folder.File("out"));
        File.WriteAllText(target, "older");
        using (var source = Source(images: 200))
        using (var stop = new CancellationTokenSource())
            Assert.Throws<OperationCanceledException>(() => new EdmZipWriter(source).Write(target, withLabels: true, new Stopper(stop), stop.Token));

        Pictures.Folder(folder.File("images"), ("0/zz.png", [1, 2, 3]));
        using (var source = Open())
            Assert.Contains("zz.png' is no image", Assert.Throws<InvalidDataException>(() => Write(source, target)).Message);

        Assert.Equal([target], Directory.GetFileSystemEntries(folder.File("out")));
        Assert.Equal("older", File.ReadAllText(target));
    }

    [Fact]
    public void An_inspection_counts_every_class_and_measures_all_values()
    {
        Pictures.Folder(folder.File("images"), ("a/1.png", Constant(0)), ("a/2.png", Constant(255)), ("b/1.png", Constant(255)), ("b/2.png", Constant(0)), ("b/3.png", Constant(255)), ("b/4.png", Constant(0)));
        using var source = Open();
        var summary = new DatasetInspector(source).Inspect(new Progress<long>(), CancellationToken.None);
        Assert.Equal(6, summary.Records);
        Assert.Equal([(0, 2), (1, 4)], summary.Classes);
        Assert.Equal(0, summary.Values!.Mean, 1e-6);
        Assert.Equal(1, summary.Values.Deviation, 1e-6);
        Assert.Equal(6 * (4 * 12 + 2) - 2, summary.Sheet!.Width);
    }

    private static byte[] Constant(byte level) => FDistill.Formats.Images.Png.PngWriter.Encode(new FDistill.Images.Raster(4, 4, Channels: 3, [.. Enumerable.Repeat(level, 48)]));

    private ImageFolderDataset Source(int images)
    {
        Pictures.Folder(folder.File("images"), Enumerable.Range(0, images).Select(n => ($"{n % 3}/{n:d3}.png", Pictures.Png(n))));
        return Open();
    }

    private ImageFolderDataset Open() => new(new ImageFolderOptions { Folder = folder.File("images") }, Pictures.Decoder, Pictures.Resizer);

    private static long Write(ImageFolderDataset source, string zip) => new EdmZipWriter(source).Write(zip, withLabels: true, new Progress<long>(), CancellationToken.None);

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<long>
    {
        public void Report(long value) => stop.Cancel();
    }
}
