using System.Formats.Tar;
using FDistill.Datasets;
using FDistill.Plugins.Datasets.Images;
using FDistill.Plugins.Datasets.Tests.Support;
using FDistill.Plugins.Datasets.WebDataset;
using FDistill.Plugins.Datasets.WebDataset.Shards;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Tests.WebDataset;

public sealed class WebDatasetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(TarEntryFormat.Ustar, 60)]
    [InlineData(TarEntryFormat.Gnu, 200)]
    [InlineData(TarEntryFormat.Pax, 200)]
    public void Every_kind_of_tar_is_read_long_names_too(TarEntryFormat format, int length)
    {
        using var scope = NewDisposeScope();
        var key = $"a.b/{new string('k', length)}";
        var path = Shards.Write(folder.File("0.tar"), format, [("a.b/._hidden.png", [1]), .. Shards.Sample(0, key: key), ("README", [1]), .. Shards.Sample(1)]);
        using var stream = Shards.Open(new WebDatasetOptions { Shards = path }).Open(new DataRequest { Batch = 5 });
        var batch = stream.Next()!;
        Assert.Equal([$"0.tar/{key}", "0.tar/0001"], batch.Ids!);
        Assert.Equal(["caption 0", "caption 1"], batch.Captions!);
        Assert.Equal(Pictures.Image(1, 2, 2).Pixels[5] / 127.5 - 1, batch.Images![1, 2, 0, 1].item<float>(), 1e-6);
    }

    [Fact]
    public void Captions_can_be_a_key_of_the_json_and_original_sizes_too()
    {
        using var scope = NewDisposeScope();
        var path = Shards.Write(folder.File("0.tar"), [.. Shards.Sample(0, """{"caption": " of the json ", "original_height": 300, "original_width": 400}"""), .. Shards.Sample(1, """{"original_height": 3}""")]);
        var options = new WebDatasetOptions { Shards = path, CaptionKey = "caption", Metadata = { OriginalSizeKeys = ["original_height", "original_width"] } };
        using var stream = Shards.Open(options).Open(new DataRequest { Batch = 5 });
        var batch = stream.Next()!;
        Assert.Equal(["of the json"], batch.Captions!);
        Assert.Equal((300, 400), Assert.Single(batch.OriginalSizes!));
        Assert.Equal(1, stream.PassedOver["damaged"]);
    }

    [Theory]
    [InlineData(ImageCrop.Center, 0, 4)]
    [InlineData(ImageCrop.Dhariwal, 0, 4)]
    [InlineData(ImageCrop.Stretch, 0, 0)]
    public void Original_size_and_crop_are_told_in_pixels_of_before_and_after_the_resizing(ImageCrop crop, int top, int left)
    {
        using var scope = NewDisposeScope();
        var path = Shards.Write(folder.File("0.tar"), ("0.png", Pictures.Png(0, 16, 32)), ("0.txt", []));
        var dataset = Shards.Open(new WebDatasetOptions { Shards = path, Size = 8, Crop = crop });
        Assert.Equal(new SampleShape(3, 8, 8), dataset.Pixels);
        using var stream = dataset.Open(new DataRequest { Batch = 1 });
        var batch = stream.Next()!;
        Assert.Equal(((16, 32), (top, left)), (batch.OriginalSizes![0], batch.Crops![0]));
    }

    [Fact]
    public void Samples_are_taken_by_their_metadata_and_the_others_counted_by_reason()
    {
        string[] metadata =
        [
            """{"aesthetic_score_laion_v2": 6.5, "width": 600, "height": 512, "clip_similarity_vitl14": 0.3}""",
            """{"aesthetic_score_laion_v2": 6.49, "width": 600, "height": 512, "clip_similarity_vitl14": 0.3}""",
            """{"aesthetic_score_laion_v2": 7, "width": 511, "height": 512, "clip_similarity_vitl14": 0.3}""",
            """{"aesthetic_score_laion_v2": 7, "width": 600, "height": 600, "clip_similarity_vitl14": 0.2}""",
            """{"aesthetic_score_laion_v2": null, "width": 600, "height": 512, "clip_similarity_vitl14": 0.3}""",
            """{"aesthetic_score_laion_v2": 8, "width": 512, "height": 512, "clip_similarity_vitl14": 0.21}""",
            "{",
        ];
        var log = new MessageList();
        var path = Shards.Write(folder.File("0.tar"), metadata.SelectMany((json, number) => Shards.Sample(number, json)).Append(("9.png", Pictures.Png(9, 2, 2))));
        var options = new WebDatasetOptions { Shards = path, Metadata = { MinAesthetic = 6.5, MinSize = 512, MinClipSimilarity = 0.21 } };
        using var stream = Shards.Open(options, log).Open(new DataRequest { Batch = 10 });
        using var scope = NewDisposeScope();
        Assert.Equal(["caption 0", "caption 5"], stream.Next()!.Captions!);
        Assert.Null(stream.Next());
        Assert.Equal(
            ["'aesthetic_score_laion_v2' below 6.5 1", "'clip_similarity_vitl14' below 0.21 1", "'width' below 512 1", "damaged 1", "without JSON 1", "without a number 'aesthetic_score_laion_v2' 1"],
            stream.PassedOver.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal));

        options.Metadata.AestheticKey = "aesthetic";
        Assert.Equal($"No sample of '{path}' is taken: 6 without a number 'aesthetic', 1 without JSON, 1 damaged.", Assert.Throws<InvalidDataException>(() => Shards.Open(options)).Message);
    }

    [Fact]
    public void How_many_are_taken_is_told_at_a_thousand_and_whenever_it_has_doubled()
    {
        var log = new MessageList();
        var filter = new MetadataFilter(new MetadataOptions { MinAesthetic = 1 }, log);
        var path = Shards.Write(folder.File("0.tar"), Shards.Sample(0, """{"aesthetic_score_laion_v2": 0.5}"""));
        using var shard = new ShardFile(path, 0);
        var sample = Assert.Single(ShardReader.Read(shard)).Sample!;
        for (var n = 0; n < 2500; n++) Assert.False(filter.Takes(sample));
        Assert.Equal(
            ["Information: Of 1000 samples 0 were taken; passed over: 1000 'aesthetic_score_laion_v2' below 1", "Information: Of 2000 samples 0 were taken; passed over: 2000 'aesthetic_score_laion_v2' below 1"],
            log.Messages);
    }

    [Theory]
    [InlineData("a{008..011}.tar", "a008.tar a009.tar a010.tar a011.tar")]
    [InlineData("{8..11}", "8 9 10 11")]
    [InlineData("{a,b}/{0..1}.tar", "a/0.tar a/1.tar b/0.tar b/1.tar")]
    [InlineData("plain.tar", "plain.tar")]
    public void Braces_count_and_list(string pattern, string names) => Assert.Equal(names.Split(' '), BracePattern.Expand(pattern));

    [Theory]
    [InlineData("{0..")]
    [InlineData("{1..0}")]
    [InlineData("{a..b}")]
    [InlineData("{0..9999999999}")]
    [InlineData("{a,{b,c}}")]
    public void Braces_that_make_no_sense_are_refused(string pattern) =>
        Assert.Equal($"'{pattern}': expected braces as in {{00000..00099}} or {{train,val}}.", Assert.Throws<InvalidDataException>(() => BracePattern.Expand(pattern)).Message);

    [Fact]
    public void Shards_are_named_by_folder_file_or_pattern_and_missing_ones_are_told()
    {
        Shards.Folder(folder.Path, 1, 2);
        string[] both = [folder.File("00000.tar"), folder.File("00001.tar")];
        Assert.Equal(both, ShardNames.Find(folder.Path));
        Assert.Equal(both[1..], ShardNames.Find(both[1]));
        Assert.Equal(both, ShardNames.Find(folder.File("{00000..00001}.tar")));
        Assert.Equal($"'{folder.File("{00000..00004}.tar")}' stands for 5 shards, of which 3 are missing, e.g. '{folder.File("00002.tar")}'.", Assert.Throws<InvalidDataException>(() => ShardNames.Find(folder.File("{00000..00004}.tar"))).Message);
        Assert.Equal($"There is no shard '{folder.File("9.tar")}'.", Assert.Throws<InvalidDataException>(() => ShardNames.Find(folder.File("9.tar"))).Message);
        Directory.CreateDirectory(folder.File("empty"));
        Assert.Equal($"The folder '{folder.File("empty")}' holds no .tar files.", Assert.Throws<InvalidDataException>(() => ShardNames.Find(folder.File("empty"))).Message);
    }

    [Fact]
    public void Shards_behind_the_stream_are_closed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "open files are told by /proc");
        Shards.Folder(folder.Path, [.. Enumerable.Repeat(3, 40)]);
        using var stream = Shards.Open(new WebDatasetOptions { Shards = folder.Path, Interleave = 2 }).Open(new DataRequest { Batch = 2, Seed = 1 });
        for (var n = 0; n < 50; n++)
        {
            stream.Next()!.Images!.Dispose();
            var open = Directory.GetFiles("/proc/self/fd").Count(file => new FileInfo(file).LinkTarget?.StartsWith(folder.Path, StringComparison.Ordinal) == true);
            Assert.InRange(open, 1, 16);
        }
    }
}
