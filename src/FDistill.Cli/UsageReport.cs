using System.CommandLine;
using System.CommandLine.Parsing;
using FDistill.Cli.Presentation;
using FDistill.Hosting;
using FDistill.Reports.Wording;

namespace FDistill.Cli;

/// <summary>Reports what is wrong with a command line, with the nearest existing word.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class UsageReport(Terminal terminal)
{
    /// <summary>Reports it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The exit code; null where nothing is wrong.</returns>
    public int? Report(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (Problem(parsed, command) is not { } problem) return null;
        terminal.Error.WriteLine(Wrapping.Wrap($"fdistill: {problem} See '{Path(command)} --help'.", terminal.Width));
        return ExitCodes.Usage;
    }

    private static string? Problem(ParseResult parsed, Command command)
    {
        // An option that does not exist is parsed as an argument.
        var words = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value).Concat(parsed.UnmatchedTokens).ToList();
        if (words.Find(word => word.StartsWith('-') && word.Length > 1) is { } option) return Unknown(option, command);
        if (parsed.UnmatchedTokens.Count > 0) return Unknown(parsed.UnmatchedTokens[0], command);
        if (parsed.Errors.Count == 0) return null;
        if (command.Action is null) return $"A command is missing. There are: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}.";
        return command.Arguments.FirstOrDefault(argument => parsed.GetResult(argument) is null or { Tokens.Count: 0 }) is { } missing
            ? $"The argument <{missing.Name}> is missing."
            : parsed.Errors[0].Message;
    }

    private static string Unknown(string word, Command command)
    {
        var (kind, existing) = word.StartsWith('-')
            ? ("option", command.Options.Concat(Above(command).SelectMany(parent => parent.Options.Where(option => option.Recursive))).Select(option => option.Name).ToList())
            : ("command", command.Subcommands.Select(sub => sub.Name).ToList());
        if (existing.Count == 0) return $"'{word}' is one argument too many.";
        return $"There is no {kind} '{word}'{NearestName.Hint(word, existing)} There are: {string.Join(", ", existing)}.";
    }

    private static string Path(Command command) => string.Join(' ', Above(command).Reverse().Append(command).Select(part => part is RootCommand ? "fdistill" : part.Name));

    private static IEnumerable<Command> Above(Command command)
    {
        for (var parent = command.Parents.OfType<Command>().FirstOrDefault(); parent is not null; parent = parent.Parents.OfType<Command>().FirstOrDefault())
            yield return parent;
    }
}
