using FDistill.Plugins.Datasets.Streams;
using FsCheck;
using FsCheck.Fluent;

namespace FDistill.Plugins.Datasets.Tests.Streams;

public sealed class ShuffledOrderTests
{
    [Fact]
    public void Every_epoch_is_a_permutation() => Prop.ForAll(Counts(), Seeds(), (count, seed) =>
    {
        var order = new ShuffledOrder(count, seed);
        return Enumerable.Range(0, 3).All(epoch => Epoch(order, count, epoch).Order().SequenceEqual(Enumerable.Range(0, count).Select(n => (long)n)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_an_epoch_depends_on_seed_and_epoch_alone() => Prop.ForAll(Counts(), Seeds(), (count, seed) =>
    {
        var walked = new ShuffledOrder(count, seed);
        _ = Epoch(walked, count, 0);
        return Epoch(walked, count, 5).SequenceEqual(Epoch(new ShuffledOrder(count, seed), count, 5));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Other_seeds_and_other_epochs_have_other_orders()
    {
        var orders = from seed in (long[])[0, 1, -1, 42] from epoch in (int[])[0, 1, 2] select string.Join(' ', Epoch(new ShuffledOrder(50, seed), 50, epoch));
        Assert.Equal(12, orders.Distinct().Count());
    }

    [Fact]
    public void Every_record_comes_first_about_equally_often()
    {
        const int records = 10, seeds = 10_000;
        var first = new int[records];
        for (var seed = 0; seed < seeds; seed++) first[new ShuffledOrder(records, seed)[0]]++;
        var chiSquared = first.Sum(count => Math.Pow(count - seeds / records, 2) / (seeds / records));
        Assert.InRange(chiSquared, 0, 27.9); // 99.9 % of a fair shuffle's values, 9 degrees of freedom
    }

    [Fact]
    public void The_order_is_the_same_on_every_machine_and_for_ever() =>
        Assert.Equal(RecordedOrder, Epoch(new ShuffledOrder(10, 7), 10, 0));

    private static readonly long[] RecordedOrder = [9, 3, 2, 0, 5, 8, 7, 4, 6, 1];

    private static long[] Epoch(ShuffledOrder order, int count, int epoch) =>
        [.. Enumerable.Range(0, count).Select(offset => order[(long)epoch * count + offset])];

    private static Arbitrary<int> Counts() => Gen.Choose(1, 300).ToArbitrary();

    private static Arbitrary<int> Seeds() => Gen.Choose(int.MinValue, int.MaxValue).ToArbitrary();
}
