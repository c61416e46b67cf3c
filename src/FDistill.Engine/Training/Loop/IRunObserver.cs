namespace FDistill.Engine.Training.Loop;

/// <summary>Observes a training. What an observer throws ends the run.</summary>
public interface IRunObserver
{
    /// <summary>The run begins, or resumes.</summary>
    /// <param name="iteration">How many iterations are already done.</param>
    /// <param name="iterations">How many there will be.</param>
    void Started(long iteration, long iterations);

    /// <summary>An iteration is done.</summary>
    /// <param name="report">Its measures.</param>
    void Iteration(IterationReport report);

    /// <summary>A checkpoint is whole and on disk.</summary>
    /// <param name="folder">Its folder.</param>
    void CheckpointWritten(string folder);

    /// <summary>The run is over.</summary>
    /// <param name="outcome">How.</param>
    void Finished(RunOutcome outcome);
}
