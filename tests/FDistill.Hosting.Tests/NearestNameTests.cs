namespace FDistill.Hosting.Tests;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("iteratons", "iterations")]
    [InlineData("bacth", "batch")]
    [InlineData("Seed", "seed")]
    [InlineData("jz", "js")]
    [InlineData("colour", null)]
    public void The_nearest_name_is_within_a_third_of_the_letters(string wrong, string? expected) =>
        Assert.Equal(expected, NearestName.Of(wrong, ["iterations", "batch", "seed", "js"]));
}
