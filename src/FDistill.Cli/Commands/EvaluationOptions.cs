using System.CommandLine;
using FDistill.Hosting.RunFiles;

namespace FDistill.Cli.Commands;

/// <summary>The options of every command that extracts features.</summary>
internal sealed class EvaluationOptions
{
    private readonly Option<string?> with = new("--with") { Description = "The run file whose evaluation section says what is measured, and on which features.", HelpName = "file" };
    private readonly Option<string[]> set = new("--set") { Description = "Overrides a key of the run file; may be repeated.", HelpName = "key=value", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> device = new("--device") { Description = "Where to compute: auto, cpu, cuda or cuda:N.", HelpName = "device" };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="takesRunFile">Whether <c>--with</c> names the run file.</param>
    public void AddTo(Command command, bool takesRunFile = true)
    {
        if (takesRunFile) command.Options.Add(with);
        foreach (var option in (Option[])[set, device]) command.Options.Add(option);
    }

    /// <summary>The run file, where one is named.</summary>
    public string? With(ParseResult parsed) => parsed.GetValue(with);

    /// <summary>What is given on the command line, as overrides of the run file.</summary>
    public List<Override> Overrides(ParseResult parsed)
    {
        var overrides = (parsed.GetValue(set) ?? []).Select(Override.FromArgument).ToList();
        if (parsed.GetValue(device) is { } name) overrides.Add(new Override("--device", "device", name));
        return overrides;
    }
}
