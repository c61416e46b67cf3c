using System.Globalization;
using FDistill.Formats.Files;
using FDistill.Formats.Weights;
using FDistill.Runs;
using Microsoft.Extensions.Logging;

namespace FDistill.Engine.Checkpoints;

/// <summary>The folder of a run's checkpoints, one sub-folder each: <c>000300</c> after 300 turns.</summary>
/// <remarks>
/// A checkpoint grows in a folder of another name. Its manifest is written when everything else is on the disk, and then the folder
/// takes its own name: a kill at any instant leaves the checkpoints before it as they were.
/// </remarks>
/// <param name="folder">Its path; made by the first checkpoint.</param>
/// <param name="files">Reads and writes the tensors.</param>
/// <param name="logger">Where damaged checkpoints are reported.</param>
public sealed class CheckpointFolder(string folder, IWeightFiles files, ILogger<CheckpointFolder> logger)
{
    private const string Unfinished = ".unfinished";

    /// <summary>Its path.</summary>
    public string Folder { get; } = folder;

    /// <summary>Whether there is any finished checkpoint.</summary>
    public bool Any() => Finished().Count > 0;

    /// <summary>All finished checkpoints, the oldest first; whether they are whole shows when they are read.</summary>
    public IReadOnlyList<string> All() => [.. Finished().AsEnumerable().Reverse()];

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="iteration">How many turns are done.</param>
    /// <param name="state">What to keep.</param>
    /// <returns>The checkpoint's folder.</returns>
    public string Write(long iteration, TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var name = Path.Combine(Folder, iteration.ToString("D6", CultureInfo.InvariantCulture));
        var growing = name + Unfinished;
        Remove(growing);

        foreach (var (file, tensors) in state.Files)
            files.Write(Path.Combine(growing, file + SafetensorsFiles.Extension), tensors, new Dictionary<string, string>());
        CheckpointManifest.Finish(growing, iteration, state.Counters, state.Files.Keys.Select(file => file + SafetensorsFiles.Extension));

        Remove(name);
        Durable.RenameFolder(growing, name);
        return name;
    }

    /// <summary>Reads the newest checkpoint that is whole; damaged ones are reported and passed over.</summary>
    /// <returns>The checkpoint, which the caller disposes; null where none was ever finished.</returns>
    /// <exception cref="InvalidDataException">There are finished checkpoints, and all of them are damaged.</exception>
    public Checkpoint? ReadNewest()
    {
        var damaged = new List<string>();
        foreach (var candidate in Finished())
        {
            try
            {
                return Checkpoint.Read(candidate, files);
            }
            catch (InvalidDataException exception)
            {
                damaged.Add(exception.Message);
                logger.LogWarning("Passed over: {Reason}", exception.Message);
            }
        }
        if (damaged.Count == 0) return null;
        throw new InvalidDataException($"no checkpoint in '{Folder}' is whole; start anew in another output folder:{string.Concat(damaged.Select(line => $"\n  {line}"))}");
    }

    /// <summary>Removes all but the newest checkpoints, and what interrupted writes left behind.</summary>
    /// <param name="keep">How many stay.</param>
    public void Prune(int keep)
    {
        foreach (var old in Finished().Skip(keep)) Remove(old);
        foreach (var remains in Directory.EnumerateDirectories(Folder, "*" + Unfinished).ToList()) Remove(remains);
    }

    private List<string> Finished() => Finished(Folder);

    /// <summary>The finished checkpoints in a folder, the newest first.</summary>
    internal static List<string> Finished(string folder) =>
        !Directory.Exists(folder) ? [] : Directory.EnumerateDirectories(folder)
            .Where(path => long.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Where(path => File.Exists(Path.Combine(path, CheckpointManifest.FileName)))
            .OrderByDescending(path => long.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))
            .ToList();

    /// <summary>Removes a folder, its manifest first: what is half removed is no checkpoint any more.</summary>
    private static void Remove(string path)
    {
        if (!Directory.Exists(path)) return;
        File.Delete(Path.Combine(path, CheckpointManifest.FileName));
        Directory.Delete(path, recursive: true);
    }
}
