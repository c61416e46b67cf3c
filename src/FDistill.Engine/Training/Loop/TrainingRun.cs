using FDistill.Engine.Checkpoints;
using FDistill.Torch;
using Microsoft.Extensions.Logging;

namespace FDistill.Engine.Training.Loop;

/// <summary>The loop around a training: takes it up where it was put down, saves it, and stops it when asked.</summary>
/// <param name="training">What is trained.</param>
/// <param name="checkpoints">Where its states are kept.</param>
/// <param name="options">When they are written.</param>
/// <param name="observers">Who observes.</param>
/// <param name="logger">Where it says what it does.</param>
public sealed class TrainingRun(
    ITraining training,
    CheckpointFolder checkpoints,
    CheckpointOptions options,
    IReadOnlyList<IRunObserver> observers,
    ILogger<TrainingRun> logger)
{
    /// <summary>Runs to the last iteration, or until asked to stop.</summary>
    /// <param name="resume">Whether to resume from the newest whole checkpoint, if there is one.</param>
    /// <param name="cancel">Asks to stop: the iteration in progress is finished and saved.</param>
    /// <param name="saves">Asks for further checkpoints; null for nobody who does.</param>
    /// <returns>How the run ended.</returns>
    /// <exception cref="InvalidOperationException">There are checkpoints
    /// already and <paramref name="resume"/> is false.</exception>
    /// <exception cref="NonFiniteException">An iteration would not be finite.</exception>
    public RunOutcome Run(bool resume, CancellationToken cancel, SaveRequests? saves = null)
    {
        if (!resume && checkpoints.Any())
            throw new InvalidOperationException($"'{checkpoints.Folder}' holds the checkpoints of an earlier run; resume it, or choose another output folder");

        var saved = resume ? Resume() : null;
        foreach (var observer in observers) observer.Started(training.Iteration, training.Iterations);

        var garbage = new NativeGarbage();
        while (training.Iteration < training.Iterations && !cancel.IsCancellationRequested)
        {
            var report = training.Iterate();
            garbage.Collect();
            saved = null;
            foreach (var observer in observers) observer.Iteration(report);
            if (training.Iteration % options.Every == 0 || saves?.Take() == true) saved = Save();
        }

        var outcome = new RunOutcome(training.Iteration, training.Iteration >= training.Iterations, saved ?? Save());
        foreach (var observer in observers) observer.Finished(outcome);
        return outcome;
    }

    private string? Resume()
    {
        using var checkpoint = checkpoints.ReadNewest(training.Load);
        if (checkpoint is null)
        {
            logger.LogInformation("No checkpoint in '{Folder}' yet: starting at iteration 0", checkpoints.Folder);
            return null;
        }
        logger.LogInformation("Resuming from '{Checkpoint}', iteration {Iteration}", checkpoint.Folder, training.Iteration);
        return checkpoint.Folder;
    }

    private string Save()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var folder = checkpoints.Write(training.Iteration, training.Save());
        checkpoints.Prune(options.Keep);
        foreach (var observer in observers) observer.CheckpointWritten(folder);
        return folder;
    }
}
