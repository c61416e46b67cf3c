using FDistill.Engine.Training.Loop;

namespace FDistill.Hosting.Running;

/// <summary>Tells a program how a training comes along.</summary>
/// <param name="progress">Is told.</param>
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
