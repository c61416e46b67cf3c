namespace FDistill.Hosting.Running;

/// <summary>A run from its first act to its last.</summary>
public interface IRunPipeline
{
    /// <summary>Runs.</summary>
    /// <param name="cancel">Asks to stop: the step in progress is finished and saved.</param>
    /// <returns>How it ended.</returns>
    Task<RunSummary> RunAsync(CancellationToken cancel);
}
