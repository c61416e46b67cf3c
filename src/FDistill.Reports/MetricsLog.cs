using FDistill.Engine.Training.Loop;

namespace FDistill.Reports;

/// <summary>Writes what a run measures to a file of one JSON object a
/// line: <c>{"iteration":1,"seconds":0.2,"headLoss":1.39,…}</c>.</summary>
/// <remarks>Every line is handed to the operating system when its iteration is done.
/// A resumed run first drops the lines of the iterations that it will do again,
/// and a last line that a kill cut short.</remarks>
/// <param name="path">The file.</param>
public sealed class MetricsLog(string path) : IRunObserver, IDisposable
{
    private MetricsFile? file;

    /// <inheritdoc/>
    public void Started(long iteration, long iterations) => file = new MetricsFile(path, entry => entry.Iteration <= iteration);

    /// <inheritdoc/>
    public void Iteration(IterationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Append(new MetricsEntry(report.Iteration, new Dictionary<string, double>([new(MetricsEntry.Seconds, report.Seconds), .. report.Values])));
    }

    /// <summary>The lines that were there when the run began or went on, and stayed.</summary>
    /// <exception cref="InvalidOperationException">The run has not started.</exception>
    public IReadOnlyList<MetricsEntry> Entries => Opened.Entries;

    private MetricsFile Opened => file ?? throw new InvalidOperationException("the log is not open: the run has not started");

    /// <summary>Adds a line, such as of an evaluation in the midst of a run.</summary>
    /// <param name="entry">Its values, all finite.</param>
    /// <exception cref="InvalidOperationException">The run has not started.</exception>
    public void Append(MetricsEntry entry) => Opened.Append(entry);

    /// <summary>Reads what a training measured; evaluations of their own are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its lines in order.</returns>
    /// <exception cref="InvalidDataException">A line is no JSON object of numbers; the message names it.</exception>
    public static IReadOnlyList<MetricsEntry> Read(string path) => [.. MetricsFile.Read(path).Where(entry => entry.Evaluation is null)];

    /// <inheritdoc/>
    public void CheckpointWritten(string folder)
    {
    }

    /// <inheritdoc/>
    public void Finished(RunOutcome outcome)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();
}
