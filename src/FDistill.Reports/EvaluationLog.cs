using FDistill.Engine.Evaluation;
using FDistill.Engine.Training.Loop;

namespace FDistill.Reports;

/// <summary>Measures what is trained in the midst of its training, every so many
/// iterations: lines of their own in the run's log, and scalars of TensorBoard.</summary>
/// <param name="metrics">The run's log, which hears of the run before this one does.</param>
/// <param name="events">TensorBoard's, written before as well.</param>
/// <param name="measure">Measures, under the name it is given; throws
/// <see cref="OperationCanceledException"/> where it is asked to stop.</param>
/// <param name="every">Iterations between measurements.</param>
/// <param name="cancel">Asks to stop.</param>
public sealed class EvaluationLog(MetricsLog metrics, TensorBoardLog events, Func<string, EvaluationRow> measure, long every, CancellationToken cancel) : IRunObserver
{
    private long last;

    /// <inheritdoc/>
    /// <remarks>A measurement that was given up when the run was stopped is made up for when it resumes.</remarks>
    public void Started(long iteration, long iterations)
    {
        last = iterations;
        if (iteration > 0 && !metrics.Entries.Any(entry => entry.Evaluation == Name(iteration))) MeasureWhenDue(iteration);
    }

    /// <inheritdoc/>
    public void Iteration(IterationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        MeasureWhenDue(report.Iteration);
    }

    /// <inheritdoc/>
    public void CheckpointWritten(string folder)
    {
    }

    /// <inheritdoc/>
    public void Finished(RunOutcome outcome)
    {
    }

    private static string Name(long iteration) => $"iteration {iteration:D6}";

    private void MeasureWhenDue(long iteration)
    {
        // At its end a run is measured anyway.
        if (iteration % every != 0 || iteration == last) return;
        try
        {
            var row = measure(Name(iteration));
            metrics.Append(new MetricsEntry(iteration, row.Values) { Evaluation = row.Name, Columns = row.Columns });
            events.Write(iteration, row.Values);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)   // the run stops, and saves this iteration
        {
        }
    }
}
