using System.Globalization;
using FDistill.Reports.Wording;
using FDistill.Reproduction.Runs;

namespace FDistill.Cli.Presentation;

/// <summary>Shows which runs a study needs, the seeds that are
/// done, begun and missing, and how long they will take.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class PlanSheet(Terminal terminal)
{
    /// <summary>Writes it.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="progress">How far they are.</param>
    public void Write(IReadOnlyList<PlannedRun> runs, PlanProgress progress)
    {
        new Tables(terminal).Write(["Run", "Done", "Begun", "Missing", "Left"],
            runs.GroupBy(run => $"{run.Base.Name}-{run.Variant.Name}").Select(row => Row(row.Key, [.. row], progress)));
        var done = runs.Count(run => progress.Of(run).Stage == RunStage.Done);
        var left = done == runs.Count ? "" : progress.Left(runs) is { } seconds ? $" About {DurationText.Of(seconds)} left." : " How long they take is not known here.";
        terminal.Out.WriteLine($"{runs.Count} runs, {done} done.{left}");
    }

    private static string[] Row(string name, IReadOnlyList<PlannedRun> runs, PlanProgress progress)
    {
        var left = progress.Left(runs);
        return [name, Seeds(RunStage.Done), Seeds(RunStage.Begun), Seeds(RunStage.Missing), left is null ? "?" : left == 0 ? "" : DurationText.Of(left.Value)];

        string Seeds(RunStage stage)
        {
            var there = runs.Where(run => progress.Of(run).Stage == stage).ToList();
            return stage == RunStage.Begun
                ? string.Join(", ", there.Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Seed} ({progress.Of(run).Iteration}/{run.Iterations})")))
                : Ranges([.. there.Select(run => run.Seed).Order()]);
        }
    }

    /// <summary>Numbers with neighbours taken together: 0-2, 5.</summary>
    private static string Ranges(IReadOnlyList<long> seeds) => string.Join(", ", seeds.Index().GroupBy(entry => entry.Item - entry.Index, entry => entry.Item)
        .Select(range => range.Count() == 1 ? $"{range.First()}" : $"{range.First()}-{range.Last()}"));
}
