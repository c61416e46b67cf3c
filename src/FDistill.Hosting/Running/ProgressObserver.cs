using FDistill.Engine.Training.Loop;

namespace FDistill.Hosting.Running;

/// <summary>Reports to a program the progress of a training.</summary>
/// <param name="progress">Where it is logged.</param>
internal sealed class ProgressObserver(IProgress<RunProgress> progress) : IRunObserver
{
    private long total;

    /// <inheritdoc/>
    public void Started(long iteration, long iterations) => total = iterations;

    /// <inheritdoc/>
    public void Iteration(IterationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        progress.Report(new RunProgress(report.Iteration, total, report.Values));
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
