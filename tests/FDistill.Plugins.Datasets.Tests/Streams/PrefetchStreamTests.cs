using System.Globalization;
using FDistill.Datasets;
using FDistill.Plugins.Datasets.Streams;
using FDistill.Plugins.Datasets.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace FDistill.Plugins.Datasets.Tests.Streams;

public sealed class PrefetchStreamTests
{
    [Fact]
    public void The_order_is_that_of_a_stream_without_threads_however_many_there_are() => Prop.ForAll(Cases(), one =>
    {
        var request = new DataRequest { Batch = one.Batch, Seed = one.Seed };
        using var plain = new RecordStream(one.Count, request, places => Whole(new NumberBatch(places)));
        using var ahead = new PrefetchStream(one.Count, request, one.Workers, one.Ahead, places => new NumberBatch(places, Dawdle));
        return Enumerable.Range(0, 6).All(_ => ahead.Next()!.Ids!.SequenceEqual(plain.Next()!.Ids!) && ahead.Position == plain.Position);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_shares_of_all_ranks_partition_a_pass() => Prop.ForAll(Cases(), Gen.Choose(1, 4).ToArbitrary(), (one, world) =>
    {
        var shares = Enumerable.Range(0, world).SelectMany(rank => Drain(one, new DataRequest { Batch = one.Batch, Rank = rank, World = world }));
        return shares.Order().SequenceEqual(Enumerable.Range(0, one.Count).Select(number => (long)number));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_stream_goes_on_from_a_reported_position_though_more_was_read_ahead() => Prop.ForAll(Cases(), Gen.Choose(0, 7).ToArbitrary(), (one, before) =>
    {
        var request = new DataRequest { Batch = one.Batch, Seed = one.Seed };
        using var whole = Open(one, request);
        for (var k = 0; k < before; k++) whole.Next();
        using var resumed = Open(one, request with { Position = whole.Position });
        return Enumerable.Range(0, 4).All(_ => whole.Next()!.Ids!.SequenceEqual(resumed.Next()!.Ids!));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_record_that_cannot_be_read_is_told_in_its_iteration_always_the_first_one_and_again(int workers)
    {
        using var stream = new PrefetchStream(100, new DataRequest { Batch = 10 }, workers, ahead: 4, places => new NumberBatch(places, place =>
        {
            if (place.Record is 23 or 27) throw new InvalidDataException($"record {place.Record} is damaged");
        }));
        Assert.Equal("0", stream.Next()!.Ids![0]);
        Assert.Equal("10", stream.Next()!.Ids![0]);
        for (var k = 0; k < 2; k++) Assert.Equal("record 23 is damaged", Assert.Throws<InvalidDataException>(() => stream.Next()).Message);
        Assert.Equal(20, stream.Position);
    }

    [Fact]
    public void A_batch_that_cannot_be_begun_is_told_where_it_is_asked_for()
    {
        using var stream = new PrefetchStream(10, new DataRequest { Batch = 1 }, workers: 2, ahead: 2, _ => throw new InsufficientMemoryException("no room"));
        Assert.Equal("no room", Assert.Throws<InsufficientMemoryException>(() => stream.Next()).Message);
    }

    [Fact]
    public void No_more_is_read_ahead_than_was_asked_for()
    {
        var begun = 0;
        using var full = new CountdownEvent(3 * 5);
        using var stream = new PrefetchStream(1000, new DataRequest { Batch = 5, Seed = 0 }, workers: 2, ahead: 3, places =>
        {
            Interlocked.Increment(ref begun);
            return new NumberBatch(places, _ => { if (!full.IsSet) full.Signal(); });
        });
        Assert.True(full.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Equal(3, begun);
    }

    [Fact]
    public void Disposing_waits_for_the_threads_and_ends_the_stream()
    {
        var reading = 0;
        using var started = new ManualResetEventSlim();
        var stream = new PrefetchStream(1000, new DataRequest { Batch = 50, Seed = 0 }, workers: 3, ahead: 2, places => new NumberBatch(places, _ =>
        {
            Interlocked.Increment(ref reading);
            started.Set();
            Thread.Sleep(5);
            Interlocked.Decrement(ref reading);
        }));
        Assert.True(started.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        stream.Dispose();
        Assert.Equal(0, reading);
        Assert.Throws<ObjectDisposedException>(() => stream.Next());
    }

    [Fact]
    public void A_pass_ends_with_a_smaller_batch_and_then_with_none()
    {
        using var stream = new PrefetchStream(10, new DataRequest { Batch = 4 }, workers: 2, ahead: 2, places => new NumberBatch(places));
        Assert.Equal([4, 4, 2], [stream.Next()!.Count, stream.Next()!.Count, stream.Next()!.Count]);
        Assert.Null(stream.Next());
        Assert.Null(stream.Next());
    }

    private static PrefetchStream Open(Case one, DataRequest request) =>
        new(one.Count, request, one.Workers, one.Ahead, places => new NumberBatch(places, Dawdle));

    private static List<long> Drain(Case one, DataRequest request)
    {
        using var stream = Open(one, request);
        var records = new List<long>();
        while (stream.Next() is { } batch) records.AddRange(batch.Ids!.Select(id => long.Parse(id, CultureInfo.InvariantCulture)));
        return records;
    }

    /// <summary>Lets threads overtake each other.</summary>
    private static void Dawdle(RecordPlace place) => Thread.SpinWait((int)(place.Record * 37 % 11 * 50));

    private static DataBatch Whole(NumberBatch batch)
    {
        for (var index = 0; index < batch.Count; index++) batch.Read(index);
        return batch.Finish();
    }

    private static Arbitrary<Case> Cases() => (
        from count in Gen.Choose(1, 40)
        from batch in Gen.Choose(1, 9)
        from workers in Gen.Choose(1, 5)
        from ahead in Gen.Choose(1, 4)
        from seed in Gen.Choose(0, 1000)
        select new Case(count, batch, workers, ahead, seed)).ToArbitrary();

    private sealed record Case(int Count, int Batch, int Workers, int Ahead, int Seed);
}
