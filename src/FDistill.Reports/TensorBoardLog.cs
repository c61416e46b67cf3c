using FDistill.Engine.Training.Loop;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FDistill.Reports;

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
        Write(report.Iteration, report.Values);
    }

    /// <summary>Writes measures, such as those of an evaluation in the midst of a run.</summary>
    /// <param name="iteration">How many iterations are done.</param>
    /// <param name="values">Measures by name.</param>
    /// <exception cref="InvalidOperationException">The run has not started.</exception>
    public void Write(long iteration, IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var events = writer ?? throw new InvalidOperationException("the log is not open: the run has not started");
        foreach (var (name, value) in values) events.add_scalar(name, (float)value, (int)iteration);
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
