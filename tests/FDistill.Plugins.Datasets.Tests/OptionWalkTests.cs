using System.Text;
using FDistill.Datasets;
using FDistill.Engine.Datasets.Encoding;
using FDistill.Formats.Weights;
using FDistill.Plugins.Datasets.CaptionedDigits;
using FDistill.Plugins.Datasets.Cifar10;
using FDistill.Plugins.Datasets.CocoCaptions;
using FDistill.Plugins.Datasets.EdmZip;
using FDistill.Plugins.Datasets.Encoded;
using FDistill.Plugins.Datasets.ImageFolder;
using FDistill.Plugins.Datasets.Mnist;
using FDistill.Plugins.Datasets.Prompts;
using FDistill.Plugins.Datasets.Tests.Support;
using FDistill.Plugins.Datasets.WebDataset;
using FDistill.Runs;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Tests;

/// <summary>Walks the options of every dataset: each flag, choice and number, at the ends of its
/// range, is refused by name, or hands out other records, or is said to have no effect.</summary>
public sealed class OptionWalkTests : IDisposable
{
    private const int Records = 12;

    private const string SpeedAlone = "changes speed and memory alone, as other tests show";

    private const string All = "the same as null: all";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_option_of_mnist_acts_or_is_refused()
    {
        Idx.WriteDigits(folder.Path, Records);
        Idx.WriteDigits(folder.Path, Records - 1, "t10k");
        Assert.Empty(new OptionWalk<MnistOptions>(() => new() { Folder = folder.Path, XFlip = true, Limit = 9 }, options => Handed(new MnistDataset(options)))
        {
            Left = Left(("Folder", "a path"), ("Limit = 2147483647", All)),
        }.Complaints());
    }

    [Fact]
    public void Every_option_of_captioned_digits_acts_or_is_refused() => Assert.Empty(new OptionWalk<CaptionedDigitsOptions>(
        () => new() { Folder = Repository.Path("samples", "digits", "test"), Split = MnistSplit.Test, Limit = 6 }, options => Handed(new CaptionedDigitsDataset(options)))
    {
        Left = new Dictionary<string, string> { ["Folder"] = "a path", ["Limit = 2147483647"] = All, ["Split = Train"] = "the folder has test images alone" },
    }.Complaints());

    [Fact]
    public void Every_option_of_cifar10_acts_or_is_refused_or_is_said_to_have_no_effect()
    {
        foreach (var (name, seed) in new[] { ("test_batch.bin", 3), ("data_batch_1.bin", 5), ("data_batch_2.bin", 6), ("data_batch_3.bin", 7), ("data_batch_4.bin", 8), ("data_batch_5.bin", 9) })
            File.WriteAllBytes(folder.File(name), [.. Enumerable.Range(0, Records).SelectMany(n => Enumerable.Range(0, 3 * 32 * 32).Select(k => (byte)(n * 20 + k * seed)).Prepend((byte)(n % 10)))]);
        Assert.Empty(new OptionWalk<Cifar10Options>(
            () => new() { Path = folder.Path, Split = Cifar10Split.Test, XFlip = true, Size = 8, Limit = 9 }, options => Handed(new Cifar10Dataset(options, Pictures.Resizer)))
        {
            Left = Left([("Path", "a path"), .. Fitted, ("Channels = 3", "as they are")]),
        }.Complaints());
    }

    [Fact]
    public void Every_option_of_edm_zip_acts_or_is_refused()
    {
        var zip = Pictures.Zip(folder.File("images.zip"), Labelled(Enumerable.Range(0, Records).Select(n => ($"{n}.png", Pictures.Png(n, 9, 9)))));
        Assert.Empty(new OptionWalk<EdmZipOptions>(() => new() { Path = zip, XFlip = true, Size = 3, Limit = 9 }, options => Handed(new EdmZipDataset(options, Pictures.Decoder, Pictures.Resizer)))
        {
            Left = Left([("Path", "a path"), .. Fitted, ("Channels = 3", "as they are"), ("Crop = Center", "the images are square"), ("Crop = Stretch", "the images are square")]),
        }.Complaints());
    }

    [Fact]
    public void Every_option_of_image_folder_acts_or_is_refused()
    {
        Pictures.Folder(folder.Path, Enumerable.Range(0, Records).Select(n => ($"{(n % 2 == 0 ? "cats" : "dogs")}/{n}.png", Pictures.Png(n, height: 6, width: 9))));
        Assert.Empty(new OptionWalk<ImageFolderOptions>(() => new() { Folder = folder.Path, XFlip = true, Size = 3, Limit = 9 }, options => Handed(new ImageFolderDataset(options, Pictures.Decoder, Pictures.Resizer)))
        {
            Left = Left([("Folder", "a path"), .. Fitted, ("Channels = null", "as they are, three"), ("Crop = Center", "the default"), ("Size = null", "the images have to be square then: refused by their sizes")]),
        }.Complaints());
    }

    [Fact]
    public void Every_option_of_webdataset_acts_or_is_refused()
    {
        const string Json = """{"width": 9, "height": 6, "aesthetic_score_laion_v2": 5.5, "clip_similarity_vitl14": 0.25}""";
        var shards = folder.File("shards");
        Directory.CreateDirectory(shards);
        for (var shard = 0; shard < 3; shard++)
            Shards.Write(Path.Combine(shards, $"{shard:d5}.tar"), Enumerable.Range(4 * shard, 4).SelectMany(n => Shards.Sample(n, Json).Select(file => file.Name.EndsWith(".png", StringComparison.Ordinal) ? (file.Name, Pictures.Png(n, 6, 9)) : file)));
        Assert.Empty(new OptionWalk<WebDatasetOptions>(
            () => new() { Shards = shards, XFlip = true, Size = 3, Interleave = 2, ShuffleBuffer = 4 }, options => Handed(Shards.Open(options)))
        {
            Left = new Dictionary<string, string>
            {
                ["Workers"] = SpeedAlone, ["Prefetch"] = SpeedAlone, ["Shards"] = "a path", ["CaptionKey"] = "a text", ["Metadata"] = "see below", ["Size = 8192"] = "takes a gigabyte a batch",
                ["Size = null"] = "the images have to be square then: refused by their sizes", ["Filter = Lanczos"] = "the default", ["Crop = Center"] = "the default", ["Channels = null"] = "as they are, three",
                ["MaxDamaged"] = "no sample is damaged; see DamagedShardTests", ["Split = Samples"] = "one process reads all; see WebDatasetTests",
            },
        }.Complaints());
        Assert.Empty(new OptionWalk<MetadataOptions>(
            () => new(), options => Handed(Shards.Open(new() { Shards = shards, Size = 3, Metadata = options })))
        {
            Left = new Dictionary<string, string>
            {
                ["AestheticKey"] = "a name", ["HeightKey"] = "a name", ["WidthKey"] = "a name", ["ClipSimilarityKey"] = "a name", ["OriginalSizeKeys"] = "names",
                ["MinAesthetic = 0"] = "all are above", ["MinAesthetic = 1"] = "all are above", ["MinSize = 1"] = "all are above", ["MinClipSimilarity = 0"] = "all are above",
                ["MinSize = 2147483647"] = "no sample is left, which WebDatasetTests ask for", ["MinClipSimilarity = 1"] = "the same",
            },
        }.Complaints());
    }

    [Fact]
    public void A_name_of_a_number_that_is_not_asked_for_is_said_to_have_no_effect()
    {
        Assert.Equal(["aestheticKey", "heightKey", "widthKey", "clipSimilarityKey"], new MetadataOptions().IdleOptions.Select(idle => idle.Key));
        Assert.Empty(new MetadataOptions { MinAesthetic = 1, MinSize = 1, MinClipSimilarity = 0.1 }.IdleOptions);
    }

    [Fact]
    public void Reading_ahead_without_a_thread_is_said_to_have_no_effect()
    {
        Assert.Equal("prefetch has no effect: workers is 0, and nothing is decoded ahead", Assert.Single(new MnistOptions { Workers = 0 }.IdleOptions).Sentence);
        Assert.Empty(new MnistOptions { Workers = 1 }.IdleOptions);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_option_of_coco_captions_acts_or_is_refused_or_is_said_to_have_no_effect(bool hasImages)
    {
        var images = Enumerable.Range(0, Records).Select(n => $$"""{"id": {{n}}, "file_name": "{{n}}.jpg", "height": 6, "width": 9}""");
        var captions = Enumerable.Range(0, 2 * Records).Select(n => $$"""{"id": {{n}}, "image_id": {{n / 2}}, "caption": "caption of {{n}}"}""");
        File.WriteAllText(folder.File("captions.json"), $$"""{"info": {}, "images": [{{string.Join(", ", images)}}], "annotations": [{{string.Join(", ", captions)}}]}""");
        var zip = Pictures.Zip(folder.File("val2014.zip"), Enumerable.Range(0, Records).Select(n => ($"val2014/{n}.jpg", Pictures.Png(n, 6, 9))));
        (string, string)[] left = hasImages
            ? [("Size = 8192", "takes a gigabyte a batch"), ("Size = null", "the images have to be square then: refused by their sizes"), ("Filter = Lanczos", "the default"), ("Crop = Center", "the default"), ("Channels = null", "as they are, three")]
            : [];
        Assert.Empty(new OptionWalk<CocoCaptionsOptions>(
            () => new() { Annotations = folder.File("captions.json"), Images = hasImages ? zip : null, Count = 6, Size = hasImages ? 3 : null, Seed = 5 },
            options => Handed(new CocoCaptionsDataset(options, Pictures.Decoder, Pictures.Resizer)))
        {
            Left = left.Concat([("Annotations", "a path"), ("Images", "a path"), ("Workers", SpeedAlone), ("Prefetch", SpeedAlone), ("Count = 2147483647", "more than there are: refused by the number, or all")]).ToDictionary(),
        }.Complaints());
    }

    [Fact]
    public void Every_option_of_prompts_acts_or_is_refused()
    {
        File.WriteAllLines(folder.File("prompts.txt"), Enumerable.Range(0, 11).Select(n => $"prompt {n}"));
        Assert.Empty(new OptionWalk<PromptsOptions>(() => new() { File = folder.File("prompts.txt"), Limit = 9 }, options => Handed(new PromptsDataset(options)))
        {
            Left = new Dictionary<string, string> { ["File"] = "a path", ["Limit = 2147483647"] = All },
        }.Complaints());
    }

    [Fact]
    public void Every_option_of_encoded_acts_or_is_refused()
    {
        var files = new WeightFiles();
        using var teacher = new HalvingTeacher();
        var source = Shards.Open(new WebDatasetOptions { Shards = Shards.Folder(folder.File("shards"), 4, 3, 5), Size = 4, Workers = 0 });
        new DatasetEncoder(teacher, source, new RunEnvironment(CPU, Precision.Fp32, Seed: 0), files)
            .Encode(folder.File("encoded"), new EncodingOptions(Batch: 2, Shard: 4, ScalarType.Float32, "test"), new Progress<long>(), CancellationToken.None);
        Assert.Empty(new OptionWalk<EncodedOptions>(() => new() { Folder = folder.File("encoded"), Limit = 9 }, options => Handed(new EncodedDataset(options, files)))
        {
            Left = Left(("Folder", "a path")),
        }.Complaints());
    }

    /// <summary>What options of size cannot do here, or do by default.</summary>
    private static (string, string)[] Fitted =>
    [
        ("CacheMegabytes", SpeedAlone), ("Size = 8192", "takes a gigabyte a batch"), ("Filter = Lanczos", "the default"), ("Limit = 2147483647", All),
    ];

    private static Dictionary<string, string> Left(params (string Option, string Reason)[] left) =>
        left.Append(("Workers", SpeedAlone)).Append(("Prefetch", SpeedAlone)).DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2);

    private static IEnumerable<(string Name, byte[] Content)> Labelled(IEnumerable<(string Name, byte[] Content)> images)
    {
        var all = images.ToList();
        var labels = all.Index().Select(image => $"[\"{image.Item.Name}\", {image.Index % 3}]");
        return [.. all, ("dataset.json", Encoding.UTF8.GetBytes($$"""{"labels": [{{string.Join(", ", labels)}}]}"""))];
    }

    /// <summary>All that a dataset says of itself and hands out, in
    /// four batches of a seed and in a pass as stored.</summary>
    private static string Handed(IDataset dataset)
    {
        using var scope = NewDisposeScope();
        var said = new StringBuilder($"{dataset.Pixels} {string.Join(' ', dataset.Offers)} {dataset.Classes} ");
        foreach (var seed in new long?[] { 3, null })
        {
            using var stream = dataset.Open(new DataRequest { Batch = 4, Seed = seed });
            for (var n = 0; n < 4 && stream.Next() is { } batch; n++)
            {
                if (batch.Images is { } images) said.Append(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(images.contiguous().bytes)));
                if (batch.Labels is { } labels) said.Append(Convert.ToHexString(labels.contiguous().bytes));
                said.AppendJoin('|', batch.Captions ?? []).AppendJoin('|', batch.OriginalSizes ?? []).AppendJoin('|', batch.Crops ?? []).AppendJoin('|', batch.Ids ?? []);
            }
        }

        (dataset as IDisposable)?.Dispose();
        return said.ToString();
    }
}
