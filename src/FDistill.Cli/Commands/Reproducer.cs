using FDistill.Cli.Presentation;
using FDistill.Cli.Reproduction.Results;
using FDistill.Cli.Reproduction.Runs;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;

namespace FDistill.Cli.Commands;

/// <summary>Reproduces studies: plans, runs, tells.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="log">Where messages go.</param>
/// <param name="tellFailure">Tells what went wrong with a run.</param>
internal sealed class Reproducer(Terminal terminal, MessageLog log, Action<Exception> tellFailure)
{
    /// <summary>Reproduces.</summary>
    /// <param name="request">What.</param>
    /// <param name="stage">How far to go.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ReproductionRequest request, ReproductionStage stage)
    {
        var environment = Environment.GetEnvironmentVariables();
        var plan = ReproductionPlan.Of(request, new RunFileLoader(environment), new RunsThere(request.Runs, environment));
        using var interruption = new Interruption();
        var times = stage == ReproductionStage.Page ? null : await TimesAsync(plan, interruption.Token);
        if (times is not null) new PlanSheet(terminal).Write(plan.Runs, times);
        if (stage == ReproductionStage.Plan) return ExitCodes.Done;
        try
        {
            if (times is not null) await new RunQueue(terminal, log, tellFailure).RunAsync(plan.Runs, times, interruption.Token);
        }
        catch (OperationCanceledException)
        {
            log.Status.Say("What was begun is saved. Go on with:");
            terminal.Error.WriteLine($"  {Command(request)}");
            return ExitCodes.Interrupted;
        }

        Tell(request, plan);
        return plan.Runs.All(run => run.State.Stage == RunStage.Done) ? ExitCodes.Done : ExitCodes.Failed;
    }

    /// <summary>A run file of which no run has begun is rehearsed, so that the plan can say how long its runs take.</summary>
    private async Task<RunTimes> TimesAsync(ReproductionPlan plan, CancellationToken cancel)
    {
        var paces = new Dictionary<string, double>();
        foreach (var runs in plan.Runs.GroupBy(run => run.Base))
        {
            if (runs.Any(run => run.State.Iteration > 0)) continue;
            log.Status.Say($"Rehearsing {runs.Key.Name}, to know how long its runs take.");
            paces[runs.Key.Name] = await RunRehearsal.PaceAsync(plan.Load(runs.First()), cancel);
        }

        return new RunTimes(plan.Runs, paces);
    }

    private void Tell(ReproductionRequest request, ReproductionPlan plan)
    {
        var page = new StudyPage(request, Command(request), Machine.Describe(plan.Runs[0].Loaded.RunFile.Device));
        foreach (var study in request.Studies)
        {
            List<BlockResult> results = [.. request.Scale.BlocksOf(study).Select(block => BlockResult.Of(block, request, plan))];
            terminal.Out.WriteLine();
            terminal.Out.WriteLine(study.Title);
            foreach (var table in results.SelectMany(ResultTable.Narrow)) new Tables(terminal).Write(table.Headings, table.Rows);
            terminal.Out.WriteLine(Wrapping.Wrap(SeedComparison.Rule(request.Seeds.Count), terminal.Width));
            page.Write(study, results);
            terminal.Out.WriteLine($"Page     {page.PathOf(study)}");
        }
    }

    /// <summary>The command line that does the same.</summary>
    private static string Command(ReproductionRequest request) => string.Join(' ',
    [
        "fdistill reproduce", .. request.Studies.Select(study => study.Name), "--scale", request.Scale.Name, "--seeds", string.Join(',', request.Seeds),
        .. request.Overrides.Select(one => one.Origin.StartsWith("--set", StringComparison.Ordinal) ? $"--set '{one.Origin["--set ".Length..]}={one.Text}'" : $"{one.Origin} {one.Text}"),
        .. request.Output == Path.GetFullPath(Path.Combine("reproductions", request.Scale.Name)) ? Array.Empty<string>() : ["--output", request.Output],
    ]);
}

/// <summary>How far a reproduction goes.</summary>
internal enum ReproductionStage
{
    /// <summary>It runs what is missing.</summary>
    Run,

    /// <summary>It shows the plan.</summary>
    Plan,

    /// <summary>It tells what is there.</summary>
    Page,
}
