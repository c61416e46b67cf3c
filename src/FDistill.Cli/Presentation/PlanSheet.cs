using System.Globalization;
using FDistill.Cli.Reproduction.Runs;

namespace FDistill.Cli.Presentation;

/// <summary>Shows which runs a study needs, how far they are, and how long they will take.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class PlanSheet(Terminal terminal)
{
    /// <summary>Writes it.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="times">How long they take.</param>
    public void Write(IReadOnlyList<PlannedRun> runs, RunTimes times)
    {
        new Tables(terminal).Write(["Run", "Seeds done", "begun", "missing", "Time left"],
            runs.GroupBy(run => $"{run.Base.Name}-{run.Variant.Name}").Select(row => Row(row.Key, [.. row.Select(run => (run, run.State))], times)));
        var done = runs.Count(run => run.State.Stage == RunStage.Done);
        var left = done == runs.Count ? "" : times.Left() is { } seconds ? $" About {DurationText.Of(seconds)} left." : " How long they take is not known yet.";
        terminal.Out.WriteLine($"{runs.Count} runs, {done} done.{left}");
    }

    private static string[] Row(string name, IReadOnlyList<(PlannedRun Run, RunState State)> runs, RunTimes times)
    {
        var left = runs.Aggregate((double?)0, (sum, run) => sum + times.Left(run.Run));
        return [name, Seeds(RunStage.Done), Seeds(RunStage.Begun), Seeds(RunStage.Missing), left is null ? "?" : left == 0 ? "" : DurationText.Of(left.Value)];

        string Seeds(RunStage stage) => string.Join(", ", runs.Where(run => run.State.Stage == stage).Select(run => stage == RunStage.Begun
            ? string.Create(CultureInfo.InvariantCulture, $"{run.Run.Seed} ({run.State.Iteration}/{run.Run.Iterations})")
            : $"{run.Run.Seed}"));
    }
}
