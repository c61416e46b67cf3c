using FDistill.Cli.Presentation;
using FDistill.Hosting.Laboratory;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Reports.Laboratory;
using FDistill.Reports.Wording;
using FDistill.Reproduction.Results;
using FDistill.Reproduction.Runs;
using FDistill.Reproduction.Studies;

namespace FDistill.Cli.Commands;

/// <summary>Reproduces the paper's tables and figures: plans, runs, tells.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="log">Where messages go.</param>
/// <param name="open">Opens the library of divergences.</param>
/// <param name="reportFailure">Reports what went wrong with a run.</param>
internal sealed class Reproducer(Terminal terminal, MessageLog log, Func<DivergenceLibrary> open, Action<Exception> reportFailure)
{
    /// <summary>Reproduces.</summary>
    /// <param name="request">What.</param>
    /// <param name="stage">How far to go.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ReproductionRequest request, ReproductionStage stage)
    {
        using var library = open();
        DivergenceCertificate Certify(string name) => DivergenceCertificate.Of(name, library.Create(name));
        var met = stage == ReproductionStage.Plan || Certificates(request, Certify);
        if (request.Scale is not { } scale || request.Studies.Count == 0) return met ? ExitCodes.Done : ExitCodes.Failed;

        var environment = Environment.GetEnvironmentVariables();
        var plan = ReproductionPlan.Of(request, scale, new RunFileLoader(environment) { ToleratesMissingFiles = stage == ReproductionStage.Plan }, new RunsThere(request.Runs, environment), SampleFiles.Find);
        using var interruption = new Interruption(() => log.Status.Say("Stopping: the step in progress is finished and saved first. Once more to stop at once."));
        try
        {
            if (stage != ReproductionStage.Page)
            {
                var paces = await PacesAsync(plan, interruption.Token);
                PlanProgress Look() => new(plan.Runs, paces);
                new PlanSheet(terminal).Write(plan.Runs, Look());
                if (stage == ReproductionStage.Plan) return ExitCodes.Done;
                await new RunQueue(terminal, log, reportFailure).RunAsync(plan.Runs, Look, interruption.Token);
            }

            Studies(request, scale, plan, new StudyFigures(library.Create, environment, log.Configure, interruption.Token));
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            log.Status.Say("What was begun is saved. Resume with:");
            terminal.Error.WriteLine($"  {request.Command}");
            return ExitCodes.Interrupted;
        }

        return plan.Runs.All(run => run.IsDone) && met ? ExitCodes.Done : ExitCodes.Failed;
    }

    /// <summary>A run file of which no run has begun is tried in a dry run, so that the plan
    /// can say how long its runs take; one whose files are not here is counted.</summary>
    /// <returns>Seconds of an iteration by run file.</returns>
    private async Task<Dictionary<string, double>> PacesAsync(ReproductionPlan plan, CancellationToken cancel)
    {
        var paces = new Dictionary<string, double>();
        foreach (var runs in plan.Runs.GroupBy(run => run.Base))
        {
            if (runs.Any(run => RunState.Read(run.Folder).Iteration > 0)) continue;
            if (runs.First().Loaded.Missing is { Count: > 0 } missing)
            {
                Say($"{runs.Key.Name} lacks files:");
                foreach (var file in missing) Say($"  {file.Key.Replace(':', '.')}: there is no '{file.Path}'");
                Say(ForeseenRuns.Describe(plan.Load(runs.First()), runs.Count(), log.Configure));
                continue;
            }

            log.Status.Say($"Dry run of {runs.Key.Name}, to know how long its runs take.");
            paces[runs.Key.Name] = await TimedDryRun.PaceAsync(plan.Load(runs.First()), cancel);
        }

        return paces;
    }

    /// <summary>Writes the tables that take no runs.</summary>
    /// <returns>Whether every entry is the paper's.</returns>
    private bool Certificates(ReproductionRequest request, Func<string, DivergenceCertificate> certify)
    {
        var page = new StudyPage(request.Output, request.Command, Machine.Describe(ComputeDevice.Cpu));
        List<CertificateResult> results = [.. request.Certificates.Select(table => CertificateResult.Of(table, certify))];
        foreach (var result in results)
        {
            var table = result.ToNarrowTable();
            Title(result.Table.Title);
            new Tables(terminal).Write(table.Headings, table.Rows);
            Say(result.Verdict);
            foreach (var rule in result.Table.Rules) Say(rule);
            page.Write(result);
            terminal.Out.WriteLine($"Page     {page.PathOf(result.Table.Name)}");
        }

        return results.All(result => result.Deviations.Count == 0);
    }

    private void Studies(ReproductionRequest request, Scale scale, ReproductionPlan plan, StudyFigures figures)
    {
        var page = new StudyPage(request.Output, request.Command, Machine.Describe(plan.Runs[0].Loaded.RunFile.Device));
        foreach (var study in request.Studies)
        {
            List<BlockResult> results = [.. scale.BlocksOf(study).Select(block => BlockResult.Of(block, scale, request.Seeds, plan))];
            Title(study.Title);
            foreach (var table in results.SelectMany(ResultTable.Narrow)) new Tables(terminal).Write(table.Headings, table.Rows);
            Say(SeedComparison.Rule(results.Max(result => result.Seeds)));
            foreach (var difference in results.SelectMany(FurtherDifferences.Of)) Say(difference);
            page.Write(study, scale, results, figures);
            terminal.Out.WriteLine($"Page     {page.PathOf(study.Name)}");
        }
    }

    private void Title(string title)
    {
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(title);
    }

    private void Say(string text) => terminal.Out.WriteLine(Wrapping.Wrap(text, terminal.Width));
}

/// <summary>How far a reproduction goes.</summary>
internal enum ReproductionStage
{
    /// <summary>It runs what is missing.</summary>
    Run,

    /// <summary>It shows the plan.</summary>
    Plan,

    /// <summary>It shows what is there.</summary>
    Page,
}
