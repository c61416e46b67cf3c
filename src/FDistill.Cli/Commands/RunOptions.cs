using System.CommandLine;
using FDistill.Hosting.RunFiles;

namespace FDistill.Cli.Commands;

/// <summary>The options of every command that runs a run file.</summary>
internal sealed class RunOptions
{
    private readonly Option<string[]> set = new("--set") { Description = "Overrides a key of the run file; may be repeated.", HelpName = "key=value", Arity = ArgumentArity.OneOrMore };
    private readonly Option<long?> seed = WholeNumber.Option<long>("--seed", "The run's seed.");
    private readonly Option<string?> device = new("--device") { Description = "Where to compute: auto, cpu, cuda or cuda:N.", HelpName = "device" };
    private readonly Option<string?> output = new("--output") { Description = "The run's folder. Default: runs/NAME.", HelpName = "folder" };
    private readonly Option<bool> resume = new("--resume") { Description = "Resumes the run in that folder." };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Checks everything, prints the run file with all defaults, tries a distillation by two iterations at full size, and stops." };

    private readonly Option<TimeSpan?> maxTime = Duration.Option("--max-time", "Saves and stops after so long, as on Ctrl-C: 90m, 3h30m or 23:50:00.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[set, seed, device, output, resume, dryRun, maxTime]) command.Options.Add(option);
    }

    /// <summary>Whether a run resumes.</summary>
    public bool Resumes(ParseResult parsed) => parsed.GetValue(resume);

    /// <summary>Whether nothing is to be run.</summary>
    public bool IsDry(ParseResult parsed) => parsed.GetValue(dryRun);

    /// <summary>When it stops by itself; null for never.</summary>
    public TimeSpan? MaxTime(ParseResult parsed) => parsed.GetValue(maxTime);

    /// <summary>The run's folder, where it is given.</summary>
    public string? Output(ParseResult parsed) => parsed.GetValue(output);

    /// <summary>What is given on the command line, as overrides of the run file.</summary>
    public IReadOnlyList<Override> Overrides(ParseResult parsed)
    {
        var overrides = (parsed.GetValue(set) ?? []).Select(Override.FromArgument).ToList();
        if (parsed.GetValue(seed) is { } number) overrides.Add(new Override("--seed", "seed", $"{number}"));
        if (parsed.GetValue(device) is { } name) overrides.Add(new Override("--device", "device", name));
        if (parsed.GetValue(output) is { } folder) overrides.Add(new Override("--output", "output", folder));
        return overrides;
    }
}
