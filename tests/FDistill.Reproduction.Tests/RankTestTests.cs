using FDistill.Reproduction.Results;

namespace FDistill.Reproduction.Tests;

public sealed class RankTestTests
{
    [Theory]
    [InlineData(2, 2, 1.0 / 3)]
    [InlineData(3, 3, 0.1)]
    [InlineData(4, 4, 4.0 / 70)]
    [InlineData(5, 5, 24.0 / 252)]
    [InlineData(3, 5, 4.0 / 56)]
    public void Groups_that_differ_in_nothing_are_told_apart_as_rarely_as_it_says(int first, int second, double chance)
    {
        Assert.Equal(chance, RankTest.Attained(first, second), tolerance: 1e-12);
        Assert.Equal(chance, Counted(first, second), tolerance: 1e-12);
    }

    [Fact]
    public void Equal_numbers_tell_nothing_apart()
    {
        Assert.False(RankTest.IsSmaller([1, 1, 1], [1, 1, 1]));
        Assert.False(RankTest.IsSmaller([1, 1, 1], [1, 1, 2]));
        Assert.True(RankTest.IsSmaller([1, 1, 1], [2, 2, 2]));
    }

    /// <summary>The share of all arrangements of two groups that are told apart, one by one.</summary>
    private static double Counted(int first, int second)
    {
        var arrangements = Enumerable.Range(0, 1 << (first + second)).Where(bits => int.PopCount(bits) == first).ToList();
        return arrangements.Average(bits =>
        {
            var (inFirst, inSecond) = (Places(bits), Places(~bits));
            return RankTest.IsSmaller(inFirst, inSecond) || RankTest.IsSmaller(inSecond, inFirst) ? 1.0 : 0;
        });

        List<double> Places(int bits) => [.. Enumerable.Range(0, first + second).Where(place => (bits & (1 << place)) != 0).Select(place => (double)place)];
    }
}
