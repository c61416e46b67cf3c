using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Engine.Checkpoints;

/// <summary>A checkpoint that was read and found whole.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Iteration">How many iterations were done when it was written.</param>
/// <param name="State">Its content, on the CPU, outside every dispose scope.</param>
public sealed record Checkpoint(string Folder, long Iteration, TrainingState State) : IDisposable
{
    /// <summary>Reads a checkpoint and compares every file with the manifest.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="files">Reads the tensors.</param>
    /// <exception cref="InvalidDataException">It is damaged, or none at all; the message names the file.</exception>
    public static Checkpoint Read(string folder, IWeightFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (!File.Exists(Path.Combine(folder, CheckpointManifest.FileName)))
            throw new InvalidDataException($"'{folder}' is no checkpoint: it has no {CheckpointManifest.FileName}; name a folder such as runs/NAME/checkpoints/000300");

        var manifest = CheckpointManifest.Verified(folder);
        var tensors = new Dictionary<string, IReadOnlyList<KeyValuePair<string, Tensor>>>();
        foreach (var name in manifest.Files.Keys)
        {
            using var file = files.Read(Path.Combine(folder, name));
            tensors.Add(Path.GetFileNameWithoutExtension(name), [.. file.Entries.Select(entry => KeyValuePair.Create(entry.Name, file.Read(entry.Name).DetachFromDisposeScope()))]);
        }
        return new(folder, manifest.Iteration, new(tensors, manifest.Counters));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, tensor) in State.Files.Values.SelectMany(file => file)) tensor.Dispose();
    }
}
