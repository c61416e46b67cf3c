using FDistill.Engine.Training.Loop;
using FDistill.Formats.Images.Png;
using FDistill.Teachers;

namespace FDistill.Reports;

/// <summary>Draws a sheet of the student's samples at the start, every so
/// many iterations and at the end: <c>samples/000250.png</c>.</summary>
/// <param name="folder">Where the sheets go; made where it does not exist.</param>
/// <param name="sheet">The sheet.</param>
/// <param name="student">The student, as it is at each time.</param>
/// <param name="every">Iterations between sheets.</param>
public sealed class SampleLog(string folder, SampleSheet sheet, ISampler student, long every) : IRunObserver
{
    /// <inheritdoc/>
    public void Started(long iteration, long iterations)
    {
        Directory.CreateDirectory(folder);
        if (iteration == 0) Draw(0);
    }

    /// <inheritdoc/>
    public void Iteration(IterationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Iteration % every == 0) Draw(report.Iteration);
    }

    /// <inheritdoc/>
    public void CheckpointWritten(string folder)
    {
    }

    /// <inheritdoc/>
    public void Finished(RunOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.Iteration % every != 0) Draw(outcome.Iteration);
    }

    private void Draw(long iteration) => PngWriter.Write(Path.Combine(folder, $"{iteration:d6}.png"), sheet.Draw(student));
}
