using FDistill.Cli.Commands;

namespace FDistill.Cli.Tests;

public sealed class DurationTests
{
    [Theory]
    [InlineData("45s", 45)]
    [InlineData("90m", 5400)]
    [InlineData("3h30m", 12600)]
    [InlineData("1d12h", 129600)]
    [InlineData("23:50:00", 85800)]
    [InlineData("100:00:00", 360000)]
    [InlineData("24d", 2073600)]
    public void A_duration_is_read_as_people_write_it(string written, double seconds) => Assert.Equal(seconds, Duration.Parse(written)!.Value.TotalSeconds);

    [Theory]
    [InlineData("")]
    [InlineData("0s")]
    [InlineData("90")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    [InlineData("30m3h")]
    [InlineData("1:2:3")]
    [InlineData("25d")]
    [InlineData("999999999d")]
    public void Anything_else_is_none(string written) => Assert.Null(Duration.Parse(written));
}
