using FDistill.Tests.Shared;

namespace FDistill.Cli.Tests.Support;

/// <summary>A run of the third party's sample parts, one of every kind, of which a test can break one.</summary>
internal sealed class SampleRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private readonly SampleParts parts;

    /// <param name="parts">The parts as they are.</param>
    /// <param name="plugin">The plugin that is changed; empty for none.</param>
    /// <param name="words">What of its source is replaced.</param>
    /// <param name="others">By what.</param>
    public SampleRun(SampleParts parts, string plugin = "", string words = "", string others = "")
    {
        this.parts = parts;
        Directory.CreateDirectory(Changed);
        if (plugin.Length > 0) PluginAssembly.CompileSample(Changed, plugin, (words, others));
    }

    /// <summary>The folder of the plugin that is changed: named last,
    /// it is taken in place of the same version elsewhere.</summary>
    public string Changed => Path.Combine(folder.Path, "plugins");

    /// <summary>The run's folder.</summary>
    public string Output => Path.Combine(folder.Path, "out");

    /// <summary>The run file.</summary>
    public string File => folder.Write("run.json", $$"""
        {
          "name": "acme", "device": "cpu",
          "teacher": { "use": "acme", "width": 4, "blocks": 2 }, "divergence": { "use": "acme" }, "head": { "use": "acme" }, "dataset": { "use": "acme" },
          "training": { "iterations": 10, "batch": 4 },
          "checkpoints": { "every": 5 },
          "report": { "rows": 1, "columns": 2, "teacherSteps": 2 },
          "evaluation": { "samples": 4, "metrics": [{ "use": "acme" }] },
          "plugins": { "folders": ["{{parts.Folder}}", "{{Changed}}"] }
        }
        """);

    /// <summary>Runs it.</summary>
    public Task<Invocation> RunAsync(params string[] more) => Invocation.OfAsync(["run", File, "--output", Output, .. more]);

    public void Dispose() => folder.Dispose();
}
