using System.Collections;
using FDistill.Hosting.RunFiles;

namespace FDistill.Hosting.Tests.Support;

/// <summary>A folder with a run file, read with no plugins but the toys.</summary>
internal sealed class RunFiles : IDisposable
{
    public const string Name = "run.json";

    private readonly TemporaryFolder folder = new();
    private readonly Hashtable environment = [];

    public RunFiles(ToyParts toys)
    {
        environment["FDISTILL_PLUGINS"] = toys.Folder;
        environment["XDG_DATA_HOME"] = folder.Path;
        folder.Write("teacher.safetensors", "");
    }

    public string Folder => folder.Path;

    public RunFiles With(string variable, string value)
    {
        environment[variable] = value;
        return this;
    }

    public DistillationRunFile Load(string json, params string[] settings) =>
        new RunFileLoader(environment).Load<DistillationRunFile>(folder.Write(Name, json), [.. settings.Select(Override.FromArgument)]).RunFile;

    /// <summary>The smallest run file there is, with something put in, or in place of a section.</summary>
    public static string Minimal(
        string teacher = """{ "use": "toy", "checkpoint": "teacher.safetensors" }""",
        string divergence = """{ "use": "js" }""",
        string head = """{ "use": "mlp" }""",
        string dataset = """{ "use": "points" }""",
        string more = "") => $$"""
        {
          "teacher": {{teacher}},
          "divergence": {{divergence}},
          "head": {{head}},
          "dataset": {{dataset}},
          {{more}}
        }
        """;

    public void Dispose() => folder.Dispose();
}
