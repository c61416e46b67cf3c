namespace FDistill.Engine.Checkpoints;

/// <summary>A checkpoint that was finished, as its manifest describes it; its files are not looked at.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Iteration">How many iterations were done when it was written.</param>
/// <param name="Sha256">The SHA-256 of each of its networks and
/// states, by name: <c>student</c>, <c>average-0</c>, …</param>
public sealed record FinishedCheckpoint(string Folder, long Iteration, IReadOnlyDictionary<string, string> Sha256)
{
    /// <summary>Whether a folder is a checkpoint that was finished, by its having a manifest.</summary>
    /// <param name="folder">The folder.</param>
    public static bool Is(string folder) => File.Exists(Path.Combine(folder, CheckpointManifest.FileName));

    /// <summary>Reads a checkpoint's manifest.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <exception cref="InvalidDataException">It has no manifest, or a damaged one.</exception>
    public static FinishedCheckpoint Of(string folder)
    {
        var manifest = CheckpointManifest.Read(folder);
        return new FinishedCheckpoint(folder, manifest.Iteration, manifest.Files.ToDictionary(file => Path.GetFileNameWithoutExtension(file.Key), file => file.Value.Sha256));
    }
}
