using FDistill.Engine.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FDistill.Engine.Reports;

/// <summary>Writes what a run measures as TensorBoard events.</summary>
/// <param name="folder">Where the event files go.</param>
public sealed class TensorBoardLog(string folder) : IRunObserver
{
    private SummaryWriter? writer;

    /// <inheritdoc/>
    public void Started(long iteration, long iterations) => writer = utils.tensorboard.SummaryWriter(folder);

    /// <inheritdoc/>
    public void Iteration(IterationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        foreach (var (name, value) in report.Values) writer!.add_scalar(name, (float)value, (int)report.Iteration);
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
