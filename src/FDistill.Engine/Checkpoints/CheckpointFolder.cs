using FDistill.Runs;
using Microsoft.Extensions.Logging;

namespace FDistill.Engine.Checkpoints;

/// <summary>The folder that holds a run's checkpoints.</summary>
public sealed class CheckpointFolder(string folder, IWeightFiles files, ILogger<CheckpointFolder> logger)
{
    /// <summary>Its path.</summary>
    public string Folder { get; } = folder;

    /// <summary>Whether there is any whole checkpoint.</summary>
    public bool Any() => throw new NotSupportedException();

    /// <summary>Writes a checkpoint: a kill at any instant leaves the last whole one.</summary>
    public string Write(long iteration, TrainingState state) => throw new NotSupportedException($"{files} {logger}");

    /// <summary>Reads the newest checkpoint that is whole; a damaged one is reported and passed over.</summary>
    public Checkpoint? ReadNewest() => throw new NotSupportedException();

    /// <summary>Reads one checkpoint.</summary>
    public Checkpoint Read(string checkpoint) => throw new NotSupportedException();

    /// <summary>Removes all but the newest whole checkpoints.</summary>
    public void Prune(int keep) => throw new NotSupportedException();
}
