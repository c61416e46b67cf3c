using FDistill.Hosting.RunFiles;

namespace FDistill.Hosting.Running;

/// <summary>The folder that a run leaves behind.</summary>
/// <param name="path">Its full path.</param>
public sealed class RunFolder(string path)
{
    /// <summary>The keys of a run file that may differ between a run and its continuation: they do not touch the training.</summary>
    private static readonly string[] Changeable = ["name", "output", "plugins", "checkpoints", "evaluation", "report"];

    /// <summary>Its full path.</summary>
    public string Path => path;

    /// <summary>The resolved configuration.</summary>
    public string RunFile => In("run.json");

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

    /// <summary>The last of <c>path</c>, <c>path-2</c>, <c>path-3</c>, … that exists; <c>path</c> where none does.</summary>
    /// <param name="path">A path.</param>
    public static string Newest(string path) => Candidates(path).TakeWhile(System.IO.Path.Exists).LastOrDefault(path);

    /// <summary>Makes the folder, or takes it up as an earlier run left it.</summary>
    /// <param name="resolved">The resolved run file's text.</param>
    public void Open(string resolved)
    {
        Directory.CreateDirectory(Samples);
        File.WriteAllText(RunFile, resolved);
    }

    /// <summary>Makes sure that a new run overwrites nothing.</summary>
    /// <exception cref="UserException">There is something in the folder.</exception>
    internal void CheckFree()
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
            throw new UserException($"{path} exists already, and nothing in it is overwritten. Continue that run with --resume, or choose another folder with --output.");
    }

    /// <summary>Makes sure that there is a run to go on with, and that it goes on as it began.</summary>
    /// <param name="resolved">The resolved run file's text.</param>
    /// <param name="begun">Resolves the run file in the folder.</param>
    /// <exception cref="UserException">There is nothing to go on from, or the run would go on as another one.</exception>
    internal void CheckContinues(string resolved, Func<string, string> begun)
    {
        if (!File.Exists(RunFile))
            throw new UserException($"There is no run to resume in {path}. Leave out --resume to begin one, or name its folder with --output.");
        var differences = ResolvedRunFile.Differences(begun(RunFile), resolved, Changeable);
        if (differences.Count > 0)
            throw new UserException($"The run in {path} cannot go on with other settings. These keys differ:"
                + string.Concat(differences.Select(difference => $"{Environment.NewLine}  {difference}"))
                + $"{Environment.NewLine}Give them their old values, or begin a new run with --output.");
    }

    private string In(string name) => System.IO.Path.Combine(path, name);

    private static IEnumerable<string> Candidates(string path) =>
        Enumerable.Range(1, int.MaxValue - 1).Select(number => number == 1 ? path : $"{path}-{number}");
}
