namespace FDistill.Engine.Training.Loop;

/// <summary>Looks on while a training runs. What an observer throws ends the run.</summary>
public interface IRunObserver
{
    /// <summary>The run begins, or goes on.</summary>
    /// <param name="iteration">How many turns are already done.</param>
    /// <param name="iterations">How many there will be.</param>
    void Started(long iteration, long iterations);

    /// <summary>A turn is done.</summary>
    /// <param name="report">Its measures.</param>
    void Iteration(IterationReport report);

    /// <summary>A checkpoint is whole and on disk.</summary>
    /// <param name="folder">Its folder.</param>
    void CheckpointWritten(string folder);

    /// <summary>The run is over.</summary>
    /// <param name="outcome">How.</param>
    void Finished(RunOutcome outcome);
}
