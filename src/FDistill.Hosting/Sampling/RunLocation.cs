using FDistill.Engine.Checkpoints;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Sampling;

/// <summary>Where a run that is to be sampled lies.</summary>
/// <param name="RunFile">Its run file.</param>
/// <param name="Checkpoints">The folder of its checkpoints; null for a run
/// file that names a trained teacher, and for a model's folder.</param>
/// <param name="Checkpoint">The checkpoint that was named; null for the newest.</param>
internal sealed record RunLocation(string RunFile, string? Checkpoints, string? Checkpoint)
{
    /// <summary>Whether it is a student that was exported, whose weights
    /// are those of the model that its run file names.</summary>
    public bool IsExported { get; private init; }

    /// <summary>What stands in for a run file, or is read over it.</summary>
    public IReadOnlyList<Override> Choices { get; private init; } = [];

    /// <summary>Fills a network from the checkpoint that was named, or from the
    /// newest that is whole; damaged ones are reported and passed over.</summary>
    /// <param name="services">The session's.</param>
    /// <param name="fill">Fills it from a checkpoint.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="UserException">There is none yet.</exception>
    /// <exception cref="InvalidDataException">The checkpoint that was named, or every one, is damaged.</exception>
    public FinishedCheckpoint Fill(IServiceProvider services, Action<FinishedCheckpoint> fill)
    {
        var logger = services.GetRequiredService<ILogger<CheckpointFolder>>();
        var candidates = Checkpoint is { } named ? [named] : new CheckpointFolder(Checkpoints!, services.GetRequiredService<IWeightFiles>(), logger).All().Reverse().ToList();
        foreach (var (place, candidate) in candidates.Index())
        {
            try
            {
                var checkpoint = FinishedCheckpoint.Of(candidate);
                fill(checkpoint);
                return checkpoint;
            }
            catch (InvalidDataException damage) when (place < candidates.Count - 1)
            {
                logger.LogWarning("Passed over: {Reason}", damage.Message);
            }
        }
        throw new UserException($"There is no checkpoint in {Checkpoints} yet.");
    }

    /// <summary>Whether a path is a run's folder, or one of its checkpoints'.</summary>
    /// <param name="path">What the user named.</param>
    public static bool IsRun(string path) => Directory.Exists(path)
        && (File.Exists(new RunFolder(Path.GetFullPath(path)).RunFile) || File.Exists(new RunFolder(Path.GetFullPath(Path.Combine(path, "..", ".."))).RunFile));

    /// <summary>Finds a run by its folder, by one of its checkpoints'
    /// folders, by a run file, or by the folder of a model.</summary>
    /// <param name="path">What the user named.</param>
    /// <param name="plugins">The plugins whose teachers may read a
    /// model; asked for where nothing says that it is a run.</param>
    /// <exception cref="UserException">It is none of these.</exception>
    public static RunLocation Of(string path, Func<PluginCatalog> plugins)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(full)) return new RunLocation(full, Checkpoints: null, Checkpoint: null);
        if (!Directory.Exists(full)) throw new UserException($"There is no run {full}.");

        var run = new RunFolder(full);
        if (File.Exists(run.RunFile)) return new RunLocation(run.RunFile, run.Checkpoints, Checkpoint: null);

        if (ModelFolder.RunFile(full) is { } exported) return new RunLocation(exported, Checkpoints: null, Checkpoint: null) { IsExported = true };

        var above = new RunFolder(Path.GetFullPath(Path.Combine(full, "..", "..")));
        var checkpoint = new RunLocation(above.RunFile, above.Checkpoints, full);
        if (File.Exists(above.RunFile) && FinishedCheckpoint.Is(full)) return checkpoint;

        var catalog = plugins();
        if (ModelFolder.Choice(full, catalog) is { } model) return new RunLocation(RunFileLoader.NoFile, Checkpoints: null, Checkpoint: null) { Choices = model };
        if (File.Exists(above.RunFile)) return checkpoint;

        throw new UserException($"{full} is no run: it has no run.json. Name a run's folder, such as runs/digits, or a checkpoint's, such as runs/digits/checkpoints/000300."
            + (ModelFolder.Readables(catalog) is { Length: > 0 } models ? $" Nor is it a model that a teacher is known to read: {models}. Name the teacher of another model in a run file." : ""));
    }
}
