using FDistill.Cli.Presentation;
using FDistill.Hosting.Running;
using FDistill.Reports.Wording;
using FDistill.Reproduction.Runs;

namespace FDistill.Cli.Commands;

/// <summary>Runs what is missing, one run after the other; a run
/// that fails does not keep the others from running.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="log">Where messages go.</param>
/// <param name="reportFailure">Reports what went wrong with a run.</param>
internal sealed class RunQueue(Terminal terminal, MessageLog log, Action<Exception> reportFailure)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    /// <summary>Runs. Runs that another process has taken are left to it, and waited for.</summary>
    /// <param name="runs">The runs, in this order.</param>
    /// <param name="look">Looks how far they are.</param>
    /// <param name="cancel">Asks to stop: the step in progress is finished and saved.</param>
    /// <returns>The runs that failed.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public async Task<IReadOnlyList<PlannedRun>> RunAsync(IReadOnlyList<PlannedRun> runs, Func<PlanProgress> look, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(look);
        var failed = new List<PlannedRun>();
        var saysThatItWaits = true;
        using var host = new CommandHost(log.Configure);
        for (var pending = Unfinished(runs, failed); pending.Count > 0; pending = Unfinished(runs, failed))
        {
            var taken = 0;
            foreach (var run in pending)
            {
                cancel.ThrowIfCancellationRequested();
                using var claim = RunClaim.Take(run.Folder.Path);
                if (claim is null) continue;
                taken++;
                if (run.IsDone) continue;
                if (!await TryRunAsync(host, run, Position(run, runs), cancel)) failed.Add(run);
                else if (look().Left(runs) is > 0 and var left) log.Status.Say($"About {DurationText.Of(left)} left.");
            }

            if (taken > 0)
            {
                saysThatItWaits = true;
                continue;
            }

            if (saysThatItWaits) log.Status.Say($"Waiting for what another process runs: {string.Join("; ", pending.Select(run => run.Name))}.");
            saysThatItWaits = false;
            await Task.Delay(BetweenLooks, cancel);
        }

        return failed;
    }

    private static List<PlannedRun> Unfinished(IReadOnlyList<PlannedRun> runs, List<PlannedRun> failed) =>
        [.. runs.Where(run => !failed.Contains(run) && !run.IsDone)];

    private static string Position(PlannedRun run, IReadOnlyList<PlannedRun> runs) => $"Run {runs.Index().First(entry => entry.Item == run).Index + 1} of {runs.Count}";

    private async Task<bool> TryRunAsync(CommandHost host, PlannedRun run, string position, CancellationToken cancel)
    {
        var isBegun = run.Stage == RunStage.Begun;
        log.Status.Say(isBegun ? $"{position}: {run.Name}, which resumes." : $"{position}: {run.Name}.");
        try
        {
            var progress = new ProgressDisplay(terminal, log.Status, TimeProvider.System);
            using var composed = host.Compose(run.Loaded, new RunSettings(Resume: isBegun), progress);
            if ((await composed.RunAsync(cancel)).Interrupted) throw new OperationCanceledException(cancel);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)   // whatever ends one run, the others are not ended by it
        {
            log.Status.Say($"{run.Name} failed; the others continue.");
            reportFailure(failure);
            return false;
        }
    }
}
