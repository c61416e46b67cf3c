using System.Text;
using FDistill.Datasets;
using FDistill.Plugins.Datasets.Tests.Support;
using FDistill.Plugins.Datasets.WebDataset;
using FsCheck;
using FsCheck.Fluent;

namespace FDistill.Plugins.Datasets.Tests.WebDataset;

public sealed class DamagedShardTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly MessageList log = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Damaged_samples_are_passed_over_counted_and_told_once_and_batches_are_full_without_them()
    {
        var path = Write(
            [.. Shards.Sample(0)],
            [("0001.png", [1, 2, 3]), ("0001.txt", "x"u8.ToArray())],
            [("0002.txt", "no image"u8.ToArray())],
            [("0003.png", Pictures.Png(3, 2, 2))],
            [("0004.png", Pictures.Png(4, 2, 2)), ("0004.txt", [0xFF, 0xFE])],
            [("0005.png", Pictures.Png(5, 2, 2)), ("0005.jpg", [1]), ("0005.txt", "two images"u8.ToArray())],
            [.. Shards.Sample(6)]);
        using var scope = TorchSharp.torch.NewDisposeScope();
        var dataset = Shards.Open(new WebDatasetOptions { Shards = path, Workers = 2 }, log);
        using var stream = dataset.Open(new DataRequest { Batch = 4, Seed = 1 });
        for (var n = 0; n < 6; n++) Assert.Equal([0, 6], stream.Next()!.Captions!.Select(caption => int.Parse(caption[8..], null)).Distinct().Order());
        Assert.InRange(stream.PassedOver["damaged"], 5, 100);

        var told = log.Messages.Order(StringComparer.Ordinal).ToList();
        Assert.Equal(5, told.Count);
        string[] expected =
        [
            "Warning: Passed over: '0.tar/0001' is damaged: '0.tar/0001' is no image",
            "Warning: Passed over: '0.tar/0002' is damaged: it has no image",
            "Warning: Passed over: '0.tar/0003' is damaged: it has no .txt",
            "Warning: Passed over: '0.tar/0004' is damaged: its .txt is not UTF-8",
            $"Warning: Passed over: '{path}/0005' is damaged: it has more than one image",
        ];
        Assert.All(expected, beginning => Assert.Contains(told, message => message.StartsWith(beginning, StringComparison.Ordinal)));
        Assert.All(told, message => Assert.EndsWith(" of at most 100", message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_shard_cut_anywhere_gives_the_samples_that_are_whole_and_is_told_of()
    {
        var whole = File.ReadAllBytes(Write([.. Shards.Sample(0)], [.. Shards.Sample(1)], [.. Shards.Sample(2)]));
        Write([.. Shards.Sample(7)]);
        File.Move(folder.File("0.tar"), folder.File("1.tar"));
        for (var length = 0; length < whole.Length - 1024; length += length % 512 == 511 ? 1 : 511)
        {
            File.WriteAllBytes(folder.File("0.tar"), whole[..length]);
            log.Messages.Clear();
            var captions = Shards.Captions(Shards.Open(new WebDatasetOptions { Shards = folder.Path, Workers = 0 }, log), new DataRequest { Batch = 10 });
            Assert.Equal("caption 7", captions[^1]);
            Assert.Equal(Enumerable.Range(0, captions.Count - 1).Select(number => $"caption {number}"), captions.SkipLast(1));
            Assert.InRange(captions.Count, 1, 3);
            Assert.Contains("0.tar' is damaged", Assert.Single(log.Messages), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Whatever_bytes_a_shard_holds_the_others_are_read()
    {
        var whole = File.ReadAllBytes(Write([.. Shards.Sample(0)], [.. Shards.Sample(1)], [.. Shards.Sample(2)]));
        Write([.. Shards.Sample(7)]);
        File.Move(folder.File("0.tar"), folder.File("1.tar"));
        Prop.ForAll(Gen.Choose(0, 5200).ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (start, count, seed) =>
        {
            var bytes = whole.ToArray();
            new Random(seed).NextBytes(bytes.AsSpan(start % bytes.Length, Math.Min(count, bytes.Length - (start % bytes.Length))));
            File.WriteAllBytes(folder.File("0.tar"), bytes);
            return Shards.Captions(Shards.Open(new WebDatasetOptions { Shards = folder.Path, Workers = 0, Size = 2 }, log), new DataRequest { Batch = 10 })[^1] == "caption 7";
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Theory]
    [InlineData(0, "'0.tar/0001' is damaged: it has no image (jpg, jpeg, png, webp). With it, more than 0 samples or shards are damaged: mend them, or set 'maxDamaged' to more.")]
    [InlineData(1, "'0.tar/0002' is damaged: it has no image (jpg, jpeg, png, webp). With it, more than 1 samples or shards are damaged: mend them, or set 'maxDamaged' to more.")]
    public void Too_much_damage_ends_the_run(int most, string message)
    {
        var path = Write([.. Shards.Sample(0)], [("0001.txt", [])], [("0002.txt", [])], [.. Shards.Sample(3)]);
        var dataset = Shards.Open(new WebDatasetOptions { Shards = path, MaxDamaged = most }, log);
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Shards.Captions(dataset, new DataRequest { Batch = 10 })).Message);
    }

    [Fact]
    public void Shards_of_which_nothing_is_whole_are_refused_at_once()
    {
        var path = Write([("0001.txt", [])]);
        Assert.Equal($"'{path}' holds no sample that is whole.", Assert.Throws<InvalidDataException>(() => Shards.Open(new WebDatasetOptions { Shards = path })).Message);
        File.WriteAllText(folder.File("text.tar"), "no tar at all");
        Assert.Equal($"No sample of '{folder.File("text.tar")}' is taken: 1 damaged.", Assert.Throws<InvalidDataException>(() => Shards.Open(new WebDatasetOptions { Shards = folder.File("text.tar") })).Message);
    }

    [Fact]
    public void An_image_of_another_shape_is_a_mistake_with_a_way_out()
    {
        var path = Write([.. Shards.Sample(0)], [("0001.png", Pictures.Png(1, 3, 2)), ("0001.txt", Encoding.UTF8.GetBytes("x"))]);
        var mistake = Assert.Throws<InvalidDataException>(() => Shards.Captions(Shards.Open(new WebDatasetOptions { Shards = path }), new DataRequest { Batch = 10 }));
        Assert.Equal("'0.tar/0001' is 3x3x2, but the first image 3x2x2 (channels x height x width): give 'size'.", mistake.Message);
    }

    private string Write(params (string Name, byte[] Content)[][] samples) => Shards.Write(folder.File("0.tar"), samples.SelectMany(files => files));
}
