using System.CommandLine;
using FDistill.Hosting.RunFiles;

namespace FDistill.Cli.Commands;

/// <summary>The options of commands that take parts from a run file without running it.</summary>
internal sealed class RunFileOptions
{
    private readonly Option<string[]> set = new("--set") { Description = "Overrides a key of the run file; may be repeated.", HelpName = "key=value", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> device = new("--device") { Description = "Where to compute: auto, cpu, cuda or cuda:N.", HelpName = "device" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(set);
        command.Options.Add(device);
    }

    /// <summary>What is given on the command line, as overrides of the run file.</summary>
    public IReadOnlyList<Override> Overrides(ParseResult parsed)
    {
        var overrides = (parsed.GetValue(set) ?? []).Select(Override.FromArgument);
        return parsed.GetValue(device) is { } name ? [.. overrides, new Override("--device", "device", name)] : [.. overrides];
    }
}
