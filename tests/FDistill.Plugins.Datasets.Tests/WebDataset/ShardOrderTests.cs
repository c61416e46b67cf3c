using FDistill.Datasets;
using FDistill.Plugins.Datasets.Tests.Support;
using FDistill.Plugins.Datasets.WebDataset;
using FDistill.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace FDistill.Plugins.Datasets.Tests.WebDataset;

public sealed class ShardOrderTests(ShardOrderTests.Files files) : IClassFixture<ShardOrderTests.Files>
{
    [Fact]
    public void A_pass_without_a_seed_is_in_the_order_stored()
    {
        var dataset = Shards.Open(Options());
        Assert.Equal(Files.Captions, Shards.Captions(dataset, new DataRequest { Batch = 4 }));
    }

    [Fact]
    public void The_shares_of_all_ranks_partition_a_pass() => Prop.ForAll(Cases(), one =>
    {
        var dataset = Shards.Open(one.Options(files));
        var shares = Enumerable.Range(0, one.World).SelectMany(rank => Shards.Captions(dataset, new DataRequest { Batch = one.Batch, Rank = rank, World = one.World }));
        return shares.Order().SequenceEqual(Files.Captions.Order());
    }).Check(Few);

    [Fact]
    public void The_shares_of_all_ranks_partition_every_epoch() => Prop.ForAll(Cases(), Gen.Choose(0, 3).ToArbitrary(), (one, epoch) =>
    {
        var shares = Enumerable.Range(0, one.World).SelectMany(rank => Epoch(one, rank, epoch));
        return shares.Order().SequenceEqual(Enumerable.Range(0, Files.Count).Select(number => $"{number:d4}"));
    }).Check(Few);

    [Fact]
    public void The_order_depends_on_the_seed_and_the_epoch_and_not_on_batch_threads_or_what_is_read_ahead() => Prop.ForAll(Cases(), one =>
    {
        var plain = Shards.Open(one.Options(files, workers: 0));
        var ahead = Shards.Open(one.Options(files));
        var request = new DataRequest { Batch = one.Batch, Seed = one.Seed, Rank = one.World - 1, World = one.World };
        return Shards.Captions(plain, request with { Batch = 1 }, 5 * one.Batch).SequenceEqual(Shards.Captions(ahead, request, 5));
    }).Check(Few);

    [Fact]
    public void A_stream_goes_on_from_every_reported_position_as_if_it_had_not_stopped() => Prop.ForAll(Cases(), Gen.Choose(0, 12).ToArbitrary(), (one, before) =>
    {
        var dataset = Shards.Open(one.Options(files));
        var request = new DataRequest { Batch = one.Batch, Seed = one.Seed, Rank = one.World - 1, World = one.World };
        long position;
        using (var stream = dataset.Open(request))
        {
            for (var n = 0; n < before; n++) stream.Next()!.Images!.Dispose();
            position = stream.Position;
        }

        return Shards.Captions(dataset, request with { Position = position }, 6).SequenceEqual(Shards.Captions(dataset, request, before + 6).Skip(before * one.Batch));
    }).Check(Few);

    [Fact]
    public void Epochs_and_seeds_have_orders_of_their_own_and_batches_mix_shards()
    {
        var one = new Case(Batch: 4, Workers: 0, Interleave: 4, Buffer: 100, Seed: 3, World: 1, ShardSplit.Shards);
        var orders = new[] { Epoch(one, 0, 0), Epoch(one, 0, 1), Epoch(one with { Seed = 4 }, 0, 0), Epoch(one with { Buffer = 1 }, 0, 0) };
        Assert.Equal(4, orders.Select(order => string.Join(' ', order)).Distinct().Count());
        Assert.Equal(orders[0], Epoch(one, 0, 0));
        Assert.True(orders[3].Take(4).Select(key => Files.ShardOf(int.Parse(key, null))).Distinct().Count() == 4, "by turns, the first four samples are of four shards");
    }

    [Fact]
    public void Fewer_shards_than_processes_are_refused_unless_samples_are_split()
    {
        var request = new DataRequest { Batch = 1, Seed = 1, Rank = 0, World = 6 };
        var mistake = Assert.Throws<InvalidDataException>(() => Shards.Open(Options()).Open(request));
        Assert.Equal($"'{files.Folder}' has 5 shards, fewer than the 6 processes of this run: set 'split' to 'samples', or make smaller shards.", mistake.Message);
        using var stream = Shards.Open(Options(split: ShardSplit.Samples)).Open(request);
        Assert.Equal(1, stream.Next()!.Count);
    }

    [Fact]
    public void Mirroring_depends_on_seed_epoch_and_sample_alone()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var options = Options();
        options.XFlip = true;
        var (mirrored, plain) = (Shards.Open(options), Shards.Open(Options()));
        var request = new DataRequest { Batch = Files.Captions.Count(), Seed = 8 };
        using var first = mirrored.Open(request);
        using var stored = plain.Open(request);
        var (drawn, unchanged) = (first.Next()!, stored.Next()!);
        var flips = Enumerable.Range(0, (int)drawn.Count).Select(n => drawn.Images![n].Is(unchanged.Images![n].flip(2))).ToList();
        Assert.InRange(flips.Count(flip => flip), 1, Files.Count - 1);
        using var pieces = mirrored.Open(request with { Batch = 5 });
        Assert.True(drawn.Images!.narrow(0, 0, 5).Is(pieces.Next()!.Images!));
    }

    private static Config Few => Config.QuickThrowOnFailure.WithMaxTest(40);

    private List<string> Epoch(Case one, int rank, int epoch)
    {
        var options = one.Options(files);
        using var walk = new ShardWalk(
            Directory.GetFiles(files.Folder).Order(StringComparer.Ordinal).ToList(), options, new DataRequest { Batch = 1, Seed = one.Seed, Rank = rank, World = one.World },
            new MetadataFilter(options.Metadata, new MessageList()));
        return [.. walk.Entries().SkipWhile(entry => entry.Epoch < epoch).TakeWhile(entry => entry.Epoch == epoch).Select(entry => entry.Entry.Sample!.Key)];
    }

    private WebDatasetOptions Options(ShardSplit split = ShardSplit.Shards) => new() { Shards = files.Folder, Split = split };

    private static Arbitrary<Case> Cases() => (
        from batch in Gen.Choose(1, 7)
        from workers in Gen.Choose(0, 3)
        from interleave in Gen.Choose(1, 6)
        from buffer in Gen.Choose(1, 12)
        from seed in Gen.Choose(0, 1000)
        from world in Gen.Choose(1, 4)
        from split in Gen.Elements(ShardSplit.Shards, ShardSplit.Samples)
        select new Case(batch, workers, interleave, buffer, seed, world, split)).ToArbitrary();

    private sealed record Case(int Batch, int Workers, int Interleave, int Buffer, int Seed, int World, ShardSplit Split)
    {
        public WebDatasetOptions Options(Files files, int? workers = null) =>
            new() { Shards = files.Folder, Split = Split, Workers = workers ?? Workers, Interleave = Interleave, ShuffleBuffer = Buffer };
    }

    /// <summary>Five shards of different sizes, with one damaged image.</summary>
    public sealed class Files : IDisposable
    {
        private const int Damaged = 6;
        private static readonly int[] Sizes = [3, 1, 5, 4, 2];
        private readonly TemporaryFolder folder = new();

        public Files()
        {
            Shards.Folder(folder.File("shards"), Sizes);
            var files = Enumerable.Range(4, 5).SelectMany(number => Shards.Sample(number)).Select(file => file.Name == $"{Damaged:d4}.png" ? (file.Name, [1, 2, 3]) : file);
            Shards.Write(Path.Combine(Folder, "00002.tar"), files);
        }

        public static int Count => Sizes.Sum();

        public static IEnumerable<string> Captions => Enumerable.Range(0, Count).Where(number => number != Damaged).Select(number => $"caption {number}");

        public string Folder => folder.File("shards");

        public static int ShardOf(int number) => Enumerable.Range(0, Sizes.Length).First(shard => number < Sizes.Take(shard + 1).Sum());

        public void Dispose() => folder.Dispose();
    }
}
