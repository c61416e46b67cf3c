using System.Text.Json.Nodes;
using FDistill.Hosting.RunFiles;

namespace FDistill.Reproduction.Runs;

/// <summary>What a run's results depend on: its resolved
/// configuration without the keys that change none of them.</summary>
internal static class RunIdentity
{
    /// <summary>Keys that touch neither training nor evaluation.</summary>
    public static readonly string[] Ignored = ["name", "output", "plugins", "checkpoints", "report"];

    /// <summary>The identity of a run file: equal for equal results.</summary>
    /// <param name="runFile">The run file.</param>
    public static string Of(DistillationRunFile runFile)
    {
        JsonObject resolved = ResolvedRunFile.ToJson(runFile);
        foreach (var key in Ignored) resolved.Remove(key);
        (resolved["evaluation"] as JsonObject)?.Remove("every");   // what is measured on the way changes no result at the end
        return resolved.ToJsonString();
    }
}
