using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Parts;

public sealed class PartsTests
{
    [Fact]
    public async Task Every_part_is_listed_under_its_kind_with_its_options()
    {
        var parts = await Invocation.OfAsync("parts");
        Assert.Equal(0, parts.ExitCode);
        Assert.Matches("(?s)^teacher.*  edm: .*architecture.*divergence.*  power: .*options: gamma.*dataset.*  mnist: .*metric.*extractor", parts.Out);
        Assert.All(parts.Lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task A_part_is_shown_with_the_type_the_default_and_the_purpose_of_every_option()
    {
        var part = await Invocation.OfAsync("parts", "show", "teacher/edm");
        Assert.Equal(0, part.ExitCode);
        Assert.Contains("chosen by \"teacher\": { \"use\": \"edm\" }", part.Out, StringComparison.Ordinal);
        Assert.Contains("architecture.embedding: one of positional, fourier; default \"positional\"", part.Out, StringComparison.Ordinal);
        Assert.Contains("architecture.resolution: a whole number, 4 … 4096; has to be given", part.Out, StringComparison.Ordinal);
        Assert.Contains("Height and width of the images.", part.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("edm", "Several kinds have a part 'edm': write 'teacher/edm' or 'head/edm'.")]
    [InlineData("head/edn", "There is no head 'edn'; did you mean 'edm'?")]
    [InlineData("forward-lk", "There is no part 'forward-lk'; did you mean 'forward-kl'?")]
    public async Task A_name_that_is_not_one_part_is_refused_with_the_way_out(string name, string message)
    {
        var part = await Invocation.OfAsync("parts", "show", name);
        Assert.Equal(2, part.ExitCode);
        Assert.Contains(message, part.Error.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
