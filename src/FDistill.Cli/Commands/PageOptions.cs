using System.CommandLine;
using FDistill.Reports.Charts;

namespace FDistill.Cli.Commands;

/// <summary>Where a page of what is shown goes, besides the terminal.</summary>
internal sealed class PageOptions
{
    private readonly Option<string?> html = new("--html") { Description = "Writes a page with curves to this file.", HelpName = "file" };
    private readonly Option<string?> png = new("--png") { Description = "Draws the curves into this file; .png or .svg.", HelpName = "file" };
    private readonly Option<string?> json = new("--json") { Description = "Writes all numbers to this file.", HelpName = "file" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(html);
        command.Options.Add(png);
        command.Options.Add(json);
    }

    /// <summary>The page, where one is wanted.</summary>
    public string? Html(ParseResult parsed) => parsed.GetValue(html);

    /// <summary>The picture, where one is wanted.</summary>
    /// <exception cref="InvalidDataException">Its ending is that of no picture.</exception>
    public string? Picture(ParseResult parsed)
    {
        if (parsed.GetValue(png) is not { } path) return null;
        ChartFile.CheckEnding(path);
        return path;
    }

    /// <summary>The numbers, where they are wanted.</summary>
    public string? Json(ParseResult parsed) => parsed.GetValue(json);
}
