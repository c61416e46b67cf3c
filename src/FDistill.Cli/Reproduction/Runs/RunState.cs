using FDistill.Engine.Reports;
using FDistill.Hosting.Running;

namespace FDistill.Cli.Reproduction.Runs;

/// <summary>How far a run has come.</summary>
/// <param name="Stage">In a word.</param>
/// <param name="Iteration">The iterations that are logged.</param>
/// <param name="TrainingSeconds">The seconds that these took.</param>
internal sealed record RunState(RunStage Stage, long Iteration, double TrainingSeconds)
{
    /// <summary>A run that is not there.</summary>
    public static RunState Missing { get; } = new(RunStage.Missing, 0, 0);

    /// <summary>Reads it from a run's folder: the report is what a run writes last.</summary>
    /// <param name="folder">The folder.</param>
    public static RunState Of(RunFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.RunFile)) return Missing;
        var isDone = File.Exists(folder.Report) && File.Exists(folder.Evaluation);
        var history = File.Exists(folder.Metrics) ? Lines(folder.Metrics) : [];
        return new RunState(isDone ? RunStage.Done : RunStage.Begun, history.Count == 0 ? 0 : history[^1].Iteration, history.Sum(entry => entry.Values.GetValueOrDefault(MetricsEntry.Seconds)));
    }

    /// <summary>The lines of a log, but for a last one that a kill cut short.</summary>
    private static IReadOnlyList<MetricsEntry> Lines(string path)
    {
        try
        {
            return MetricsLog.Read(path);
        }
        catch (InvalidDataException) when (!File.ReadAllText(path).EndsWith('\n'))
        {
            return [];
        }
    }
}

/// <summary>How far a run has come, in a word.</summary>
internal enum RunStage
{
    /// <summary>Nothing is there.</summary>
    Missing,

    /// <summary>It was begun, and can go on.</summary>
    Begun,

    /// <summary>It is done and measured.</summary>
    Done,
}
