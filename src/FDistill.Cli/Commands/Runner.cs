using FDistill.Cli.Presentation;
using FDistill.Engine.Training.Loop;
using FDistill.Hosting;
using FDistill.Hosting.DryRuns;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Reports.Wording;

namespace FDistill.Cli.Commands;

/// <summary>Runs run files and presents how they end.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="log">Where messages go.</param>
internal sealed class Runner(Terminal terminal, MessageLog log)
{
    /// <summary>Shows what a distillation would be, and tries it in a dry run.</summary>
    /// <param name="file">The run file.</param>
    /// <param name="overrides">What the command line gives instead.</param>
    /// <param name="memory">Bytes of a GPU to plan for; null: the run's device is planned for.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UserException">The run does not fit the memory.</exception>
    public int DryRun(string file, IReadOnlyList<Override> overrides, long? memory = null)
    {
        var loader = new RunFileLoader(Environment.GetEnvironmentVariables()) { ToleratesMissingFiles = true };
        var run = loader.Load<DistillationRunFile>(file, overrides);
        terminal.Out.Write(ResolvedRunFile.ToText(run.RunFile));
        new RecipeSheet(terminal).Write(run.RunFile.Training);
        var host = new DryRunHost(run, log.Configure);
        var planned = host.Plan(memory);
        if (planned is not null)
        {
            new MemoryPlanSheet(terminal).Write(planned, host.Notes);
            planned.Check();
            if (host.Obstacle(planned) is { } obstacle)
            {
                terminal.Out.WriteLine(Wrapping.Wrap(obstacle, terminal.Width));
                return ExitCodes.Done;
            }
        }

        log.Status.Say("Dry run: everything is built at full size, and two iterations are run.");
        var seen = host.Run();
        new DryRunSheet(terminal).Write(run.RunFile, seen, planned is null ? host.Notes : []);
        return ExitCodes.Done;
    }

    /// <summary>Runs a run file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="overrides">What the command line gives instead.</param>
    /// <param name="settings">What the command line says beyond the file.</param>
    /// <param name="isDry">Whether to stop after the checks.</param>
    /// <param name="verb">The command, for the sentence on how to resume.</param>
    /// <param name="maxTime">After how long it is saved and stopped; null for never.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync<TRunFile>(string file, IReadOnlyList<Override> overrides, RunSettings settings, bool isDry, string verb, TimeSpan? maxTime)
        where TRunFile : RunFile, new()
    {
        var run = new RunFileLoader(Environment.GetEnvironmentVariables()).Load<TRunFile>(file, overrides);
        var progress = new ProgressDisplay(terminal, log.Status, TimeProvider.System);
        using var host = new CommandHost(log.Configure);
        var saves = new SaveRequests();
        using var composed = host.Compose(run, settings with { Saves = saves }, progress);
        if (isDry)
        {
            terminal.Out.Write(ResolvedRunFile.ToText(run.RunFile));
            return ExitCodes.Done;
        }

        var folder = Shorten(run.RunFile.Output!);
        log.Status.Say($"Running {Shorten(Path.GetFullPath(file))} into {folder}.");
        using var interruption = new Interruption(() => log.Status.Say("Stopping: the step in progress is finished and saved first. Once more to stop at once."));
        interruption.After(maxTime, () => log.Status.Say($"{DurationText.Of(maxTime!.Value.TotalSeconds)} are over: the step in progress is finished and saved."));
        using var asked = new SaveSignal(saves);
        var summary = await composed.RunAsync(interruption.Token);
        return summary.Interrupted ? Interrupted(summary, $"fdistill {verb} {Shorten(Path.GetFullPath(file))} --resume --output {folder}") : Done(summary);
    }

    private int Interrupted(RunSummary summary, string command)
    {
        log.Status.Say(summary.Outcome is { } outcome
            ? $"Saved in {Shorten(outcome.Checkpoint)}."
            : "Nothing was trained yet.");
        log.Status.Say("Resume with:");
        terminal.Error.WriteLine($"  {command}");
        return ExitCodes.Interrupted;
    }

    private int Done(RunSummary summary)
    {
        if (summary.Table is { } table) new Tables(terminal).Write(table);
        var folder = summary.Folder;
        terminal.Out.WriteLine($"Run      {Shorten(folder.Path)}");
        terminal.Out.WriteLine($"Report   {Shorten(folder.Report)}");
        terminal.Out.WriteLine($"Samples  {Shorten(folder.Samples)}");
        return ExitCodes.Done;
    }

    /// <summary>A path as one would type it: relative to the working directory where it lies below.</summary>
    private static string Shorten(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
