namespace FDistill.Engine.Checkpoints;

/// <summary>A checkpoint that was read and found whole.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Iteration">How many turns were done when it was written.</param>
/// <param name="State">Its content, on the CPU, outside every dispose scope.</param>
public sealed record Checkpoint(string Folder, long Iteration, TrainingState State) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in State.Files.Values.SelectMany(file => file)) tensor.Value.Dispose();
    }
}
