using System.Globalization;
using FDistill.Formats.Files;
using FDistill.Formats.Weights;
using FDistill.Runs;
using Microsoft.Extensions.Logging;

namespace FDistill.Engine.Checkpoints;

/// <summary>The folder of a run's checkpoints, one sub-folder each: <c>000300</c> after 300 iterations.</summary>
/// <remarks>
/// A checkpoint grows in a folder of another name. Its manifest is
/// written when everything else is on the disk, and then the folder
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
    public bool Any() => HoldsAny(Folder);

    /// <summary>Whether a folder holds any finished checkpoint.</summary>
    /// <param name="folder">The folder, which need not be there.</param>
    public static bool HoldsAny(string folder) => Finished(folder).Count > 0;

    /// <summary>All finished checkpoints, the oldest first; whether they are whole shows when they are read.</summary>
    public IReadOnlyList<string> All() => [.. Finished().AsEnumerable().Reverse()];

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="iteration">How many iterations are done.</param>
    /// <param name="state">What to keep.</param>
    /// <returns>The checkpoint's folder.</returns>
    public string Write(long iteration, TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var name = Path.Combine(Folder, iteration.ToString("D6", CultureInfo.InvariantCulture));
        var growing = name + Unfinished;
        RemoveUnfinished(growing);

        foreach (var (file, tensors) in state.Files)
            files.Write(Path.Combine(growing, file + SafetensorsFiles.Extension), tensors, new Dictionary<string, string>());
        CheckpointManifest.Finish(growing, iteration, state.Counters, state.Files.Keys.Select(file => file + SafetensorsFiles.Extension));

        Remove(name);
        Durable.RenameFolder(growing, name);
        return name;
    }

    /// <summary>Reads the newest checkpoint that is whole; others are reported and passed over.</summary>
    /// <returns>The checkpoint, which the caller disposes; null where none was ever finished.</returns>
    /// <exception cref="InvalidDataException">There are finished checkpoints, and all of them are damaged.</exception>
    public Checkpoint? ReadNewest() => ReadNewest(_ => { });

    /// <summary>Reads the newest checkpoint that is whole and can
    /// be used; others are reported and passed over.</summary>
    /// <param name="use">Takes its state up; what it takes of one that does not fit is replaced by the next.</param>
    /// <returns>The checkpoint, which the caller disposes; null where none was ever finished.</returns>
    /// <exception cref="InvalidDataException">There are finished checkpoints, and none of them can be used.</exception>
    public Checkpoint? ReadNewest(Action<TrainingState> use)
    {
        ArgumentNullException.ThrowIfNull(use);
        var damaged = new List<string>();
        foreach (var bare in Numbered(Folder).Except(Finished())) logger.LogWarning("Passed over: '{Folder}' has no {Manifest}, and so was never finished, or is damaged", bare, CheckpointManifest.FileName);
        foreach (var candidate in Finished())
        {
            Checkpoint? read = null;
            try
            {
                read = Checkpoint.Read(candidate, files);
                use(read.State);
                return read;
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                read?.Dispose();
                var reason = exception.Message.Contains(candidate, StringComparison.Ordinal) ? exception.Message : $"checkpoint '{candidate}': {exception.Message}";
                damaged.Add(reason);
                logger.LogWarning("Passed over: {Reason}", reason);
            }
        }
        if (damaged.Count == 0) return null;
        throw new InvalidDataException($"no checkpoint in '{Folder}' can be used; start anew in another output folder:{string.Concat(damaged.Select(line => $"\n  {line}"))}");
    }

    /// <summary>Removes all but the newest checkpoints, and what interrupted writes left behind.</summary>
    /// <param name="keep">How many stay.</param>
    public void Prune(int keep)
    {
        foreach (var old in Finished().Skip(keep)) Remove(old);
        foreach (var remains in Directory.EnumerateDirectories(Folder, "*" + Unfinished).ToList()) RemoveUnfinished(remains);
    }

    private List<string> Finished() => Finished(Folder);

    /// <summary>The finished checkpoints in a folder, the newest first.</summary>
    internal static List<string> Finished(string folder) => [.. Numbered(folder).Where(path => File.Exists(Path.Combine(path, CheckpointManifest.FileName)))];

    /// <summary>The folders that are named as checkpoints are, the newest first.</summary>
    private static IEnumerable<string> Numbered(string folder) =>
        !Directory.Exists(folder) ? [] : Directory.EnumerateDirectories(folder)
            .Where(path => long.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .OrderByDescending(path => long.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture));

    /// <summary>Removes a checkpoint, its name first: what is half
    /// removed is none any more, and goes with the next prune.</summary>
    private static void Remove(string checkpoint)
    {
        var old = checkpoint + ".old" + Unfinished;
        RemoveUnfinished(old);
        if (!Directory.Exists(checkpoint)) return;
        Directory.Move(checkpoint, old);
        RemoveUnfinished(old);
    }

    private static void RemoveUnfinished(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
