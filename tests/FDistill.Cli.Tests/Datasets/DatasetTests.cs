using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using FDistill.Cli.Commands;
using FDistill.Cli.Tests.Support;
using FDistill.Formats.Images.Png;
using FDistill.Images;

namespace FDistill.Cli.Tests.Datasets;

public sealed class DatasetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Zip => Path.Combine(folder.Path, "out", "a.zip");

    private string Sheet => Path.Combine(folder.Path, "sheet.png");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_folder_of_images_becomes_a_zip_that_is_inspected()
    {
        var build = await Invocation.OfAsync("dataset", "build", Images(), Zip, "--size", "8", "--crop", "dhariwal");
        Assert.Equal((0, $"5 images of 3x8x8 (channels x height x width) in {Zip}"), (build.ExitCode, build.Out.Trim()));
        Assert.Contains("5/5 images", build.Error, StringComparison.Ordinal);

        var inspect = await Invocation.OfAsync("dataset", "inspect", Zip, "--sheet", Sheet);
        Assert.Equal(0, inspect.ExitCode);
        Assert.Contains("Records  5", inspect.Out, StringComparison.Ordinal);
        Assert.Contains("Shape    3x8x8", inspect.Out, StringComparison.Ordinal);
        Assert.Contains("Classes  2", inspect.Out, StringComparison.Ordinal);
        Assert.Matches("0 +3\\s+1 +2", inspect.Out);
        Assert.True(File.Exists(Sheet));
    }

    [Fact]
    public async Task Shards_are_inspected_with_their_captions_and_what_was_passed_over()
    {
        var shards = Directory.CreateDirectory(Path.Combine(folder.Path, "shards")).FullName;
        for (var shard = 0; shard < 2; shard++)
        {
            using var tar = new TarWriter(File.Create(Path.Combine(shards, $"{shard:d5}.tar")), TarEntryFormat.Ustar);
            for (var n = 0; n < 3; n++)
            {
                Add(tar, $"{n:d4}.png", PngWriter.Encode(new Raster(12, 16, Channels: 3, new byte[12 * 16 * 3])));
                Add(tar, $"{n:d4}.txt", Encoding.UTF8.GetBytes($"picture {n} of shard {shard}"));
                Add(tar, $"{n:d4}.json", Encoding.UTF8.GetBytes($$"""{ "aesthetic_score_laion_v2": {{(n == 2 ? 5 : 7)}} }"""));
            }
        }

        var inspect = await Invocation.OfAsync("dataset", "inspect", shards, "--size", "8", "--set", "dataset.metadata.minAesthetic=6.5", "--sheet", Sheet);

        Assert.True(inspect.ExitCode == 0, inspect.Error);
        Assert.Contains("Records  4", inspect.Out, StringComparison.Ordinal);
        Assert.Matches(@"\s2 passed over: \S", inspect.Out);
        Assert.Contains("Shape    3x8x8", inspect.Out, StringComparison.Ordinal);
        Assert.Contains("Captions 20 characters on average; for example", inspect.Out, StringComparison.Ordinal);
        Assert.Contains("picture 1 of shard 1", inspect.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(Sheet));

        static void Add(TarWriter tar, string name, byte[] content) => tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
    }

    [Fact]
    public async Task The_dataset_of_a_run_file_becomes_a_zip()
    {
        var build = await Invocation.OfAsync("dataset", "build", SampleFiles.Find("digits.json"), Zip, "--limit", "20", "--size", "28", "--no-labels");
        Assert.Equal((0, $"20 images of 1x28x28 (channels x height x width) in {Zip}"), (build.ExitCode, build.Out.Trim()));
        using var zip = ZipFile.OpenRead(Zip);
        Assert.Equal(21, zip.Entries.Count);
    }

    [Fact]
    public async Task A_damaged_image_is_named_and_nothing_is_left_behind()
    {
        var images = Images();
        var damaged = Path.Combine(images, "dog", "z.png");
        File.WriteAllBytes(damaged, [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0]);
        var build = await Invocation.OfAsync("dataset", "build", images, Zip, "--size", "8");
        Assert.Equal(1, build.ExitCode);
        Assert.Contains("dog/z.png' is no image that can be read: it is cut short", string.Join(' ', build.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(Zip)!));
    }

    [Theory]
    [InlineData("There is no file or folder", "missing", "out.zip")]
    [InlineData("there is no dataset 'image-foldr'; did you mean 'image-folder'?", "IMAGES", "out.zip", "--use", "image-foldr")]
    [InlineData("'gaussian-mixture' reads no files", "IMAGES", "out.zip", "--use", "gaussian-mixture")]
    [InlineData("expected the name of a .zip file", "IMAGES", "out.tar")]
    [InlineData("leave 'filter' out", "IMAGES", "out.zip", "--size", "8", "--crop", "dhariwal", "--filter", "box")]
    [InlineData("give 'size' too", "IMAGES", "out.zip", "--crop", "stretch")]
    [InlineData("there is no such key", "IMAGES", "out.zip", "--set", "dataset.colour=3")]
    public async Task A_mistake_is_told_with_the_way_out(string message, params string[] arguments)
    {
        var images = Images();
        var build = await Invocation.OfAsync(["dataset", "build", .. arguments.Select(argument => argument == "IMAGES" ? images : argument)]);
        Assert.Equal(2, build.ExitCode);
        Assert.Contains(message, string.Join(' ', build.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_ends_a_building_with_exit_code_130_and_leaves_nothing_half_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent with kill");
        var images = Images();
        for (var n = 0; n < 2000; n++) File.Copy(Path.Combine(images, "dog", "0.png"), Path.Combine(images, "dog", $"{n + 10}.png"));
        using var process = new FdistillProcess("dataset", "build", images, Zip, "--size", "256");
        for (var waited = 0; !File.Exists(Zip + ".partial") && waited < 1200; waited++) await Task.Delay(100, TestContext.Current.CancellationToken);
        process.Signal("TERM");
        Assert.Equal(130, await process.ExitCodeAsync());
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(Zip)!));
    }

    /// <summary>Three cats and two dogs of several sizes.</summary>
    private string Images()
    {
        var images = Path.Combine(folder.Path, "images");
        foreach (var (name, count) in new[] { ("cat", 3), ("dog", 2) })
        {
            Directory.CreateDirectory(Path.Combine(images, name));
            for (var n = 0; n < count; n++)
                PngWriter.Write(Path.Combine(images, name, $"{n}.png"), new Raster(20 + n, 18, Channels: 3, [.. Enumerable.Range(0, (20 + n) * 18 * 3).Select(k => (byte)(k * 7))]));
        }

        return images;
    }
}
