using FsCheck;
using FsCheck.Fluent;

namespace FDistill.Torch.Tests.Random;

/// <summary>What the seeds of draws owe: the same for the same draw, others for others.</summary>
public sealed class RandomSeedTests
{
    [Fact]
    public void A_draw_has_one_seed() => Prop.ForAll<long, int, int>((seed, rank, number) =>
        RandomSeed.Of(seed, rank, 3, number) == RandomSeed.Of(seed, rank, 3, number)).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_draws_of_a_purpose_differ_in_what_the_generator_takes_of_a_seed() => Prop.ForAll<long, uint, uint>((seed, first, second) =>
        first == second || Low(RandomSeed.Of(seed, 0, 1, first)) != Low(RandomSeed.Of(seed, 0, 1, second))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_hundred_thousand_draws_of_a_purpose_have_as_many_seeds() =>
        Assert.Equal(100_000, Enumerable.Range(0, 100_000).Select(number => Low(RandomSeed.Of(7, 2, 4, number))).Distinct().Count());

    [Fact]
    public void Seed_rank_and_purpose_all_matter() => Prop.ForAll<long, short, byte>((seed, rank, purpose) =>
    {
        var one = RandomSeed.Of(seed, rank, purpose, 0);
        return one != RandomSeed.Of(seed + 1, rank, purpose, 0) && one != RandomSeed.Of(seed, rank + 1, purpose, 0) && one != RandomSeed.Of(seed, rank, purpose + 1, 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rank_and_purpose_are_not_exchanged() => Assert.NotEqual(RandomSeed.Of(1, 2, 3, 0), RandomSeed.Of(1, 3, 2, 0));

    /// <summary>Neighbouring draws' seeds share half of their bits, give or take what chance allows.</summary>
    [Fact]
    public void Every_bit_changes_in_half_of_the_steps_from_one_draw_to_the_next()
    {
        const int Draws = 20_000;
        var changes = new int[64];
        for (var number = 0; number < Draws; number++)
        {
            var change = (ulong)(RandomSeed.Of(5, 0, 0, number) ^ RandomSeed.Of(5, 0, 0, number + 1));
            for (var bit = 0; bit < 64; bit++) changes[bit] += (int)((change >> bit) & 1);
        }
        Assert.All(changes, count => Assert.InRange(count / (double)Draws, 0.48, 0.52));
    }

    private static uint Low(long seed) => unchecked((uint)seed);
}
