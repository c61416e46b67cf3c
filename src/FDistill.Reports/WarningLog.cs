using FDistill.Engine.Training.Diagnostics;
using FDistill.Engine.Training.Loop;
using Microsoft.Extensions.Logging;

namespace FDistill.Reports;

/// <summary>Says when a known failure of distillations begins, and what to try.</summary>
/// <param name="metrics">The run's file of metrics: a resumed run knows from it what was said before.</param>
/// <param name="logger">Where it says so.</param>
public sealed class WarningLog(string metrics, ILogger<WarningLog> logger) : IRunObserver
{
    private readonly FailureWatch watch = new();

    /// <summary>All warnings of a run.</summary>
    /// <param name="history">The measures of its iterations, in order.</param>
    public static IReadOnlyList<TrainingWarning> Over(IReadOnlyList<MetricsEntry> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var watch = new FailureWatch();
        return [.. history.SelectMany(entry => watch.After(entry.Iteration, entry.Values))];
    }

    /// <inheritdoc/>
    public void Started(long iteration, long iterations)
    {
        if (iteration == 0) return;
        foreach (var entry in MetricsLog.Read(metrics).Where(entry => entry.Iteration <= iteration)) watch.After(entry.Iteration, entry.Values);
    }

    /// <inheritdoc/>
    public void Iteration(IterationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        foreach (var warning in watch.After(report.Iteration, report.Values))
            logger.LogWarning("Iteration {Iteration}: {Found}. {Remedy}", warning.Iteration, warning.Found, warning.Remedy);
    }

    /// <inheritdoc/>
    public void CheckpointWritten(string folder)
    {
    }

    /// <inheritdoc/>
    public void Finished(RunOutcome outcome)
    {
    }
}
