using FDistill.Datasets;
using FDistill.Plugins.Datasets.Streams;
using FsCheck;
using FsCheck.Fluent;

namespace FDistill.Plugins.Datasets.Tests.Streams;

public sealed class RecordStreamTests
{
    [Fact]
    public void The_shares_of_all_ranks_are_the_whole_without_overlap() => Prop.ForAll(
        Gen.Choose(1, 40).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), Gen.Choose(1, 7).ToArbitrary(), (count, world, batch) =>
        {
            var once = Enumerable.Range(0, world).SelectMany(rank => Drain(count, new DataRequest { Batch = batch, Rank = rank, World = world }));
            return once.Order().SequenceEqual(Enumerable.Range(0, count).Select(n => (long)n));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_ranks_together_walk_the_order_of_a_single_process() => Prop.ForAll(
        Gen.Choose(1, 40).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (count, world) =>
        {
            var shares = Enumerable.Range(0, world)
                .Select(rank => Take(count, new DataRequest { Batch = 4, Seed = 3, Rank = rank, World = world }, batches: 10)).ToArray();
            var together = Enumerable.Range(0, 40 * world).Select(place => shares[place % world][place / world]);
            return together.SequenceEqual(Take(count, new DataRequest { Batch = world, Seed = 3 }, batches: 40));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_stream_goes_on_from_a_reported_position() => Prop.ForAll(
        Gen.Choose(1, 40).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), Gen.Choose(0, 12).ToArbitrary(), (count, batch, before) =>
        {
            var request = new DataRequest { Batch = batch, Seed = 11 };
            using var whole = Stream(count, request);
            for (var k = 0; k < before; k++) whole.Next();
            return Take(count, request with { Position = whole.Position }, batches: 5)
                .SequenceEqual(Take(count, request, batches: before + 5).Skip(before * batch));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_pass_without_a_seed_is_in_the_order_stored_and_ends_with_a_smaller_batch()
    {
        using var stream = Stream(10, new DataRequest { Batch = 4 });
        Assert.Equal([4, 4, 2], [stream.Next()!.Count, stream.Next()!.Count, stream.Next()!.Count]);
        Assert.Null(stream.Next());
        Assert.Equal(10, stream.Position);
        Assert.Equal(Enumerable.Range(0, 10).Select(n => (long)n), Drain(10, new DataRequest { Batch = 4 }));
    }

    [Fact]
    public void A_batch_with_a_seed_is_always_full() =>
        Assert.Equal(7 * 3, Take(5, new DataRequest { Batch = 7, Seed = 0 }, batches: 3).Length);

    [Theory]
    [InlineData(2, 2)]
    [InlineData(-1, 2)]
    public void A_rank_outside_the_world_is_refused(int rank, int world) =>
        Assert.Contains($"rank {rank}", Assert.Throws<ArgumentException>(() => Stream(10, new DataRequest { Batch = 1, Rank = rank, World = world })).Message);

    private static RecordStream Stream(int count, DataRequest request) =>
        new(count, request, places => new DataBatch { Count = places.Count, Ids = [.. places.Select(place => $"{place.Record}")] });

    private static long[] Take(int count, DataRequest request, int batches)
    {
        using var stream = Stream(count, request);
        return [.. Enumerable.Range(0, batches).SelectMany(_ => stream.Next()!.Ids!).Select(long.Parse)];
    }

    private static List<long> Drain(int count, DataRequest request)
    {
        using var stream = Stream(count, request);
        var records = new List<long>();
        while (stream.Next() is { } batch) records.AddRange(batch.Ids!.Select(long.Parse));
        return records;
    }
}
