using System.Text.Json;
using System.Text.Json.Nodes;
using FDistill.Hosting.Running;

namespace FDistill.Cli.Reproduction.Runs;

/// <summary>What a run's results depend on: its resolved configuration without the keys that change none of them.</summary>
internal static class RunIdentity
{
    /// <summary>Keys that touch neither training nor evaluation.</summary>
    public static readonly string[] Ignored = ["name", "output", "plugins", "checkpoints", "report"];

    /// <summary>The identity of a resolved run file: equal for equal results.</summary>
    /// <param name="resolved">The run file.</param>
    public static string Of(JsonObject resolved)
    {
        ArgumentNullException.ThrowIfNull(resolved);
        var kept = resolved.DeepClone().AsObject();
        foreach (var key in Ignored) kept.Remove(key);
        return kept.ToJsonString();
    }

    /// <summary>The folders of runs that are there, by what they are of.</summary>
    /// <param name="folder">The folder of their folders.</param>
    /// <exception cref="InvalidDataException">A run's configuration is damaged.</exception>
    public static IReadOnlyDictionary<string, string> In(string folder)
    {
        if (!Directory.Exists(folder)) return new Dictionary<string, string>();
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var run in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(path => new RunFolder(path)).Where(run => File.Exists(run.RunFile)))
            found.TryAdd(Of(Read(run.RunFile)), run.Path);
        return found;
    }

    private static JsonObject Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new JsonException("it is no object");
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"{path} is damaged: {damage.Message} Remove that run's folder to run it anew.", damage);
        }
    }
}
