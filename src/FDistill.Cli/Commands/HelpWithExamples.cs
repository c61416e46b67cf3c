using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FDistill.Cli.Commands;

/// <summary>The usual help, followed by the command's examples.</summary>
/// <param name="help">The usual help.</param>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not VerbCommand { Examples.Count: > 0 } command) return ExitCodes.Done;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(command.Examples.Count == 1 ? "Example:" : "Examples:");
        foreach (var example in command.Examples) output.WriteLine($"  {example}");
        output.WriteLine();
        return ExitCodes.Done;
    }
}
