using System.Collections;
using FDistill.Hosting;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;

namespace FDistill.Reproduction.Runs;

/// <summary>The runs that lie in a folder, found by what they are of.</summary>
/// <remarks>A run's <c>run.json</c> is a run file: it is read as one, so that keys
/// that have come up since the run have the defaults by which it ran.</remarks>
internal sealed class RunsThere
{
    private readonly Dictionary<string, string> folders = [];
    private readonly Dictionary<string, string> unreadable = [];

    /// <summary>Looks.</summary>
    /// <param name="folder">The folder of the runs' folders.</param>
    /// <param name="environment">The environment variables, of which those that override keys are passed over.</param>
    public RunsThere(string folder, IDictionary environment)
    {
        if (!Directory.Exists(folder)) return;
        var loader = new RunFileLoader(WithoutOverrides(environment)) { ToleratesMissingFiles = true };
        foreach (var run in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(path => new RunFolder(path)).Where(run => File.Exists(run.RunFile)))
        {
            try
            {
                folders.TryAdd(RunIdentity.Of(loader.Load<DistillationRunFile>(run.RunFile, []).RunFile), run.Path);
            }
            catch (UserException reason)   // reported when its folder is asked for
            {
                unreadable[run.Path] = reason.Message;
            }
        }
    }

    private static Hashtable WithoutOverrides(IDictionary environment)
    {
        var kept = new Hashtable(environment);
        foreach (string name in environment.Keys)
            if (name.StartsWith(Override.Prefix, StringComparison.OrdinalIgnoreCase)) kept.Remove(name);
        return kept;
    }

    /// <summary>The folder of a run.</summary>
    /// <param name="identity">What it is of.</param>
    /// <returns>Null where there is none.</returns>
    public string? Find(string identity) => folders.GetValueOrDefault(identity);

    /// <summary>Makes sure that a folder is free for a run.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="runFile">What is to run in it.</param>
    /// <exception cref="UserException">Another run is there.</exception>
    public void CheckFree(string folder, DistillationRunFile runFile)
    {
        if (unreadable.TryGetValue(folder, out var reason)) throw new UserException($"{folder} holds a run that cannot be read any more: {reason} Remove the folder to run it anew.");
        var path = new RunFolder(folder).RunFile;
        if (!File.Exists(path)) return;
        var differences = string.Concat(ResolvedRunFile.Differences(File.ReadAllText(path), ResolvedRunFile.ToText(runFile), RunIdentity.Ignored).Select(difference => $"{Environment.NewLine}  {difference}"));
        throw new UserException($"{folder} holds a run with other settings:{differences}{Environment.NewLine}Give these keys their old values, or choose another folder for the whole study with --output.");
    }
}
