using System.CommandLine;

namespace FDistill.Cli.Commands;

/// <summary>Where a page of what is told goes, besides the terminal.</summary>
internal sealed class PageOptions
{
    private readonly Option<string?> html = new("--html") { Description = "Writes a page with curves to this file.", HelpName = "file" };
    private readonly Option<string?> json = new("--json") { Description = "Writes all numbers to this file.", HelpName = "file" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(html);
        command.Options.Add(json);
    }

    /// <summary>The page, where one is wanted.</summary>
    public string? Html(ParseResult parsed) => parsed.GetValue(html);

    /// <summary>The numbers, where they are wanted.</summary>
    public string? Json(ParseResult parsed) => parsed.GetValue(json);
}
