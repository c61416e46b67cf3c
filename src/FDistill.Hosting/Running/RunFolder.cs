using System.Text.Json;
using FDistill.Engine.Checkpoints;
using FDistill.Formats.Files;
using FDistill.Hosting.RunFiles;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Running;

/// <summary>The folder that a run leaves behind.</summary>
/// <param name="path">Its full path.</param>
public sealed class RunFolder(string path)
{
    /// <summary>The keys of a run file that may differ between a run
    /// and its continuation: they do not touch the training.</summary>
    private static readonly string[] Changeable = ["name", "output", "plugins", "checkpoints", "evaluation", "report"];

    /// <summary>Its full path.</summary>
    public string Path => path;

    /// <summary>The resolved configuration.</summary>
    public string RunFile => In("run.json");

    /// <summary>Held by the process that writes into the folder.</summary>
    internal string Lock => In(".lock");

    /// <summary>The plugins used, with the SHA-256 of their files.</summary>
    public string PluginLock => In("plugins.lock.json");

    /// <summary>What was measured in every iteration.</summary>
    public string Metrics => In("metrics.jsonl");

    /// <summary>TensorBoard's events.</summary>
    public string Events => In("events");

    /// <summary>The checkpoints.</summary>
    public string Checkpoints => In("checkpoints");

    /// <summary>Pictures of samples.</summary>
    public string Samples => In("samples");

    /// <summary>The trained network in its ecosystem's format.</summary>
    public string Export => In("export");

    /// <summary>What the evaluations measured.</summary>
    public string Evaluation => In("evaluation.json");

    /// <summary>The report.</summary>
    public string Report => In("report.html");

    /// <summary>The first of <c>path</c>, <c>path-2</c>, <c>path-3</c>, … that does not exist yet.</summary>
    /// <param name="path">A path.</param>
    public static string NextFree(string path) => Candidates(path).First(candidate => !System.IO.Path.Exists(candidate));

    /// <summary>The last of <c>path</c>, <c>path-2</c>, <c>path-3</c>,
    /// … that exists; <c>path</c> where none does.</summary>
    /// <param name="path">A path.</param>
    public static string Newest(string path) => Candidates(path).TakeWhile(System.IO.Path.Exists).LastOrDefault(path);

    /// <summary>Makes the folder, or takes it up as an earlier run left it.</summary>
    /// <param name="resolved">The resolved run file's text.</param>
    public void Open(string resolved)
    {
        Directory.CreateDirectory(Samples);
        Durable.WriteFile(RunFile, resolved);
    }

    /// <summary>Makes sure that a new run overwrites nothing.</summary>
    /// <exception cref="UserException">There is something in the folder.</exception>
    internal void CheckFree()
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(entry => entry != Lock)))
            throw new UserException($"{path} exists already, and nothing in it is overwritten. Continue that run with --resume, or choose another folder with --output.");
    }

    /// <summary>Makes sure that there is a run to resume, and that it resumes as it began.</summary>
    /// <param name="resolved">The resolved run file's text.</param>
    /// <param name="begun">Resolves the run file in the folder.</param>
    /// <param name="logger">Where it says what cannot be determined.</param>
    /// <exception cref="UserException">There is nothing to resume
    /// from, or the run would resume as another one.</exception>
    internal void CheckContinues(string resolved, Func<string, string> begun, ILogger logger)
    {
        if (!File.Exists(RunFile) && CheckpointFolder.HoldsAny(Checkpoints))
        {
            logger.LogWarning("{RunFile} is gone; it is written anew, and whether the run resumes with the settings that it began with cannot be determined", RunFile);
            return;
        }

        if (!File.Exists(RunFile))
            throw new UserException($"There is no run to resume in {path}. Leave out --resume to begin one, or name its folder with --output.");
        IReadOnlyList<string> differences;
        try
        {
            if (!JsonEntries.Read(File.ReadAllText(RunFile)).IsObject) throw new UserException("it is no JSON object");
            differences = ResolvedRunFile.Differences(begun(RunFile), resolved, Changeable);
        }
        catch (Exception damage) when (damage is JsonException or UserException)
        {
            throw new UserException(
                $"{RunFile} is damaged ({damage.Message.TrimEnd('.')}), so that the settings that the run began with are not known. "
                + "Its checkpoints do not need it: remove the file, and resume with the run file that the run began with.");
        }

        if (differences.Count > 0)
            throw new UserException($"The run in {path} cannot resume with other settings. These keys differ:"
                + string.Concat(differences.Select(difference => $"{Environment.NewLine}  {difference}"))
                + $"{Environment.NewLine}Give them their old values, or begin a new run with --output.");
    }

    private string In(string name) => System.IO.Path.Combine(path, name);

    private static IEnumerable<string> Candidates(string path) =>
        Enumerable.Range(1, int.MaxValue - 1).Select(number => number == 1 ? path : $"{path}-{number}");
}
