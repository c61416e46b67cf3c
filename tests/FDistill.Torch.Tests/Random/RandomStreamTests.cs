using System.Diagnostics;
using FDistill.Torch.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;

namespace FDistill.Torch.Tests.Random;

public sealed class RandomStreamTests : IDisposable
{
    private const int Count = 4096;

    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void The_same_seed_gives_the_same_numbers() => Prop.ForAll<long, short, byte>((seed, rank, purpose) =>
    {
        using var one = new RandomStream(seed, rank, purpose);
        using var other = new RandomStream(seed, rank, purpose);
        return Draws(one, 3).SequenceEqual(Draws(other, 3));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_stream_continues_from_its_count_to_the_bit() => Prop.ForAll<long, byte, byte>((seed, before, after) =>
    {
        using var whole = new RandomStream(seed, 0, 0);
        Draws(whole, before);
        using var resumed = new RandomStream(seed, 0, 0) { Draws = before };
        return whole.Draws == before && Draws(whole, after).SequenceEqual(Draws(resumed, after)) && whole.Draws == resumed.Draws;
    }).QuickCheckThrowOnFailure();

    /// <summary>As many numbers as a draw needs, whichever the one before took.</summary>
    [Fact]
    public void A_draw_does_not_depend_on_how_many_numbers_the_one_before_took()
    {
        using var one = new RandomStream(1, 0, 0);
        using var other = new RandomStream(1, 0, 0);
        one.Next().Normal([7], CPU);
        other.Next().Normal([300, 2], CPU);
        Assert.Equal(one.Next().Normal([5], CPU).Floats(), other.Next().Normal([5], CPU).Floats());
    }

    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(0, 1, 0, 0)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(0, 0, 0, 1)]
    public void Draws_of_another_seed_rank_purpose_or_number_are_uncorrelated(long seed, int rank, int purpose, long number)
    {
        using var one = new RandomStream(0, 0, 0);
        using var other = new RandomStream(seed, rank, purpose) { Draws = number };
        var (x, y) = (one.Next().Normal([Count], CPU).Doubles(), other.Next().Normal([Count], CPU).Doubles());

        var correlation = x.Zip(y, (a, b) => a * b).Average();
        Assert.True(Math.Abs(correlation) < 4 / Math.Sqrt(Count), $"{correlation:g3}");
        Assert.True(x.Intersect(y).Count() < 10, "numbers are shared");
    }

    /// <summary>A number a draw: what makes the sequence is the seeds alone.</summary>
    [Fact]
    public void Single_numbers_of_many_draws_are_as_random_as_those_of_one()
    {
        using var stream = new RandomStream(11, 0, 2);
        var numbers = Enumerable.Range(0, Count).Select(_ => (double)stream.Next().Uniform([1], CPU).Floats()[0]).ToArray();

        Assert.InRange(numbers.Average(), 0.5 - 4 / Math.Sqrt(12 * Count), 0.5 + 4 / Math.Sqrt(12 * Count));
        var lag = numbers.Zip(numbers.Skip(1), (a, b) => 12 * (a - 0.5) * (b - 0.5)).Average();
        Assert.True(Math.Abs(lag) < 4 / Math.Sqrt(Count), $"{lag:g3}");
        foreach (var tenth in numbers.GroupBy(number => (int)(number * 10))) Assert.InRange(tenth.Count(), 0.8 * Count / 10, 1.2 * Count / 10);
    }

    [Fact]
    public void Seeding_anew_costs_a_draw_a_few_microseconds()
    {
        using var stream = new RandomStream(1, 0, 0);
        using var plain = new Generator(1, CPU);
        var (seeded, unseeded) = (Microseconds(stream.Next), Microseconds(() => plain));
        Assert.True(seeded - unseeded < 20, $"{seeded:f1} µs against {unseeded:f1} µs");
    }

    /// <summary>A draw of 64 numbers: the best of some rounds, for other programs run as well.</summary>
    private static double Microseconds(Func<Generator> next)
    {
        const int Rounds = 10, Draws = 500;
        return Enumerable.Range(0, Rounds).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            for (var draw = 0; draw < Draws; draw++) next().Normal([64], CPU).Dispose();
            return watch.Elapsed.TotalMicroseconds / Draws;
        });
    }

    private static List<float> Draws(RandomStream stream, int count) => [.. Enumerable.Range(0, count).SelectMany(_ => stream.Next().Normal([3], CPU).Floats())];
}
