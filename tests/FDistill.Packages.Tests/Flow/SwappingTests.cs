using System.Text.Json.Nodes;
using FDistill.Packages.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Packages.Tests.Flow;

/// <summary>Parts are changed without recompiling: by run files, by the
/// environment, by a folder of plugins, with one and the same binary.</summary>
public sealed class SwappingTests(PublishedHost host) : IClassFixture<PublishedHost>
{
    private const string Components = """[{ "mean": [-3, 0], "variance": 0.25 }, { "mean": [3, 0], "variance": 0.25 }]""";

    private const string Mixture = $$"""
        {
          "device": "cpu",
          "teacher": { "use": "gaussian-mixture", "components": {{Components}}, "mlp": { "width": 8, "layers": 1 }, "sigmaMax": 8 },
          "divergence": { "use": "js" },
          "head": { "use": "pooled-mlp", "width": 8 },
          "dataset": { "use": "gaussian-mixture", "components": {{Components}} },
          "training": { "iterations": 5, "batch": 8 },
          "evaluation": { "samples": 32, "metrics": [{ "use": "mode-coverage", "components": {{Components}} }] }
        }
        """;

    [Fact]
    public void One_binary_runs_other_parts_by_run_file_by_environment_and_from_a_new_folder_of_plugins()
    {
        var binary = host.Sha256();
        Write("mixture.json", Mixture);
        Assert.Equal(["gaussian-mixture", "js", "pooled-mlp", "gaussian-mixture", "mode-coverage"], Run("mixture.json", "first", []));

        // Another run file.
        Write("other.json", Mixture.Replace("\"js\"", "\"forward-kl\"", StringComparison.Ordinal));
        Assert.Equal("forward-kl", Run("other.json", "second", [])[1]);

        // The environment alone.
        Assert.Equal("softened-reverse-kl", Run("mixture.json", "third", new() { ["FDISTILL__divergence__use"] = "softened-reverse-kl" })[1]);

        // A folder of plugins that was not there when the binary was
        // built: every part is another one, by the environment alone.
        var plugins = Path.Combine(host.Work, "plugins");
        foreach (var name in new[] { "Acme.Teachers", "Acme.Divergences", "Acme.Heads", "Acme.Datasets", "Acme.Metrics" }) PluginAssembly.CompileSample(plugins, name);
        var environment = new Dictionary<string, string> { ["FDISTILL_PLUGINS"] = plugins, ["FDISTILL__evaluation__metrics"] = """[{ "use": "acme" }]""" };
        foreach (var kind in new[] { "teacher", "divergence", "head", "dataset" }) environment[$"FDISTILL__{kind}"] = """{ "use": "acme" }""";
        Assert.Equal(["acme", "acme", "acme", "acme", "acme"], Run("mixture.json", "fourth", environment));

        // The same by run file alone, which names the folder itself.
        Write("both.json", """
            {
              "device": "cpu", "plugins": { "folders": ["plugins"] },
              "teacher": { "use": "acme" }, "divergence": { "use": "js" }, "head": { "use": "Acme.Heads/acme" }, "dataset": { "use": "acme" },
              "training": { "iterations": 5, "batch": 4 },
              "evaluation": { "samples": 4, "metrics": [{ "use": "acme" }] }
            }
            """);
        Assert.Equal(["acme", "js", "Acme.Heads/acme", "acme", "acme"], Run("both.json", "fifth", []));

        Assert.Equal(binary, host.Sha256());
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(host.Work, name), text);

    /// <summary>Runs a run file to its end.</summary>
    /// <returns>The parts that it used, as its folder says: teacher,
    /// divergence, head, dataset and the first metric.</returns>
    private string[] Run(string file, string output, Dictionary<string, string> environment)
    {
        host.Run(environment, "run", file, "--output", output);
        Assert.True(File.Exists(Path.Combine(host.Work, output, "report.html")));
        var used = JsonNode.Parse(File.ReadAllText(Path.Combine(host.Work, output, "run.json")))!;
        JsonNode[] parts = [.. new[] { "teacher", "divergence", "head", "dataset" }.Select(kind => used[kind]!), used["evaluation"]!["metrics"]![0]!];
        return [.. parts.Select(part => (string)part["use"]!)];
    }
}
