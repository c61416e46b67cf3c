using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("quickstart")]
    [InlineData("run")]
    [InlineData("reproduce")]
    [InlineData("sample")]
    [InlineData("teacher")]
    [InlineData("teacher train")]
    [InlineData("teacher sample")]
    [InlineData("classifier")]
    [InlineData("classifier train")]
    [InlineData("checkpoint")]
    [InlineData("checkpoint inspect")]
    [InlineData("checkpoint convert")]
    [InlineData("dataset")]
    [InlineData("dataset build")]
    [InlineData("dataset inspect")]
    [InlineData("figure")]
    [InlineData("divergence")]
    [InlineData("divergence list")]
    [InlineData("divergence inspect")]
    [InlineData("divergence plot")]
    [InlineData("divergence compare")]
    [InlineData("lab")]
    [InlineData("lab theorem")]
    [InlineData("lab estimators")]
    [InlineData("lab coverage")]
    [InlineData("lab map")]
    [InlineData("plugins")]
    [InlineData("plugins list")]
    [InlineData("plugins add")]
    [InlineData("plugins remove")]
    [InlineData("plugins verify")]
    [InlineData("plugins trust")]
    [InlineData("parts")]
    [InlineData("parts show")]
    [InlineData("schema")]
    [InlineData("doctor")]
    public async Task The_help_of_every_command_ends_with_an_example_of_it(string command)
    {
        var help = await Invocation.OfAsync([.. command.Split(' '), "--help"]);

        Assert.Equal(0, help.ExitCode);
        var examples = help.Out[help.Out.IndexOf("Example", StringComparison.Ordinal)..];
        Assert.Contains($"fdistill {command}", examples, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("quickstart")]
    [InlineData("run")]
    [InlineData("reproduce")]
    [InlineData("sample")]
    [InlineData("teacher train")]
    [InlineData("teacher sample")]
    [InlineData("dataset build")]
    [InlineData("figure")]
    [InlineData("divergence plot")]
    [InlineData("lab")]
    [InlineData("lab estimators")]
    public async Task Help_fits_eighty_columns_without_colour(string command)
    {
        var help = await Invocation.OfAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.All(help.Lines, line => Assert.True(line.TrimEnd().Length <= 80, line));
        Assert.DoesNotContain('\u001b', help.Out);
    }
}
