using FDistill.Cli.Presentation;
using FDistill.Cli.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Cli.Tests.Pages;

/// <summary>What the pages tell a reader to type is what the command understands.</summary>
public sealed class ShownCommandTests
{
    [Fact]
    public void Every_command_line_of_every_page_has_verbs_and_options_that_exist()
    {
        var commands = Page.All.SelectMany(page => ShownCommands.In(page).Select(words => (page.Path, Words: words))).ToList();

        Assert.True(commands.Count > 80, $"{commands.Count} command lines were found");
        var wrong = commands.Select(command => (command.Path, Line: string.Join(' ', command.Words), Problem: Problem(command.Words))).Where(command => command.Problem.Length > 0).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_run_file_of_the_samples_that_a_command_line_names_exists()
    {
        var files = Page.All.SelectMany(page => ShownCommands.In(page).SelectMany(words => words)).Where(word => word.StartsWith("samples/", StringComparison.Ordinal) && word.EndsWith(".json", StringComparison.Ordinal)).Distinct().ToList();

        Assert.True(files.Count > 5, $"{files.Count} files are named");
        Assert.All(files.Where(file => !file.EndsWith("teacher-rows.json", StringComparison.Ordinal)), file => Assert.True(File.Exists(Readme.Path(file)), file));
    }

    private static string Problem(IReadOnlyList<string> words)
    {
        using var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, error, Width: 1000, IsInteractive: false);
        new UsageReport(terminal).Report(new CommandLine(terminal).Parse(words));
        return error.ToString().Trim();
    }
}
