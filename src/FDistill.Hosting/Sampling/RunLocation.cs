using FDistill.Hosting.Running;

namespace FDistill.Hosting.Sampling;

/// <summary>Where a run that is to be sampled lies.</summary>
/// <param name="RunFile">Its run file.</param>
/// <param name="Checkpoints">The folder of its checkpoints; null for a run file that names a trained teacher.</param>
/// <param name="Checkpoint">The checkpoint that was named; null for the newest.</param>
internal sealed record RunLocation(string RunFile, string? Checkpoints, string? Checkpoint)
{
    /// <summary>Whether a path is a run's folder, or one of its checkpoints'.</summary>
    /// <param name="path">What the user named.</param>
    public static bool IsRun(string path) => Directory.Exists(path)
        && (File.Exists(new RunFolder(Path.GetFullPath(path)).RunFile) || File.Exists(new RunFolder(Path.GetFullPath(Path.Combine(path, "..", ".."))).RunFile));

    /// <summary>Finds a run by its folder, by one of its checkpoints' folders, or by a run file.</summary>
    /// <param name="path">What the user named.</param>
    /// <exception cref="UserException">It is none of these.</exception>
    public static RunLocation Of(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(full)) return new RunLocation(full, Checkpoints: null, Checkpoint: null);
        if (!Directory.Exists(full)) throw new UserException($"There is no run {full}.");

        var run = new RunFolder(full);
        if (File.Exists(run.RunFile)) return new RunLocation(run.RunFile, run.Checkpoints, Checkpoint: null);

        var above = new RunFolder(Path.GetFullPath(Path.Combine(full, "..", "..")));
        if (File.Exists(above.RunFile)) return new RunLocation(above.RunFile, above.Checkpoints, full);

        throw new UserException($"{full} is no run: it has no run.json. Name a run's folder, such as runs/digits, or a checkpoint's, such as runs/digits/checkpoints/000300.");
    }
}
