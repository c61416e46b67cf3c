namespace FDistill.Cli.Tests.Support;

/// <summary>A finished run whose samples are images, if small ones: colours of two kinds, a pixel each.</summary>
internal static class ImageRun
{
    private const string Components = """[{ "mean": [-0.5, 0, 0.5], "variance": 0.01 }, { "mean": [0.5, 0, -0.5], "variance": 0.01 }]""";

    private const string Json = $$"""
        {
          "name": "colours", "device": "cpu",
          "teacher": { "use": "gaussian-mixture", "dimension": 3, "components": {{Components}}, "mlp": { "width": 8, "layers": 1 }, "sigmaMax": 8 },
          "divergence": { "use": "js" },
          "head": { "use": "pooled-mlp", "width": 8 },
          "dataset": { "use": "gaussian-mixture", "dimension": 3, "components": {{Components}} },
          "training": { "iterations": 4, "batch": 16 },
          "checkpoints": { "every": 2 }
        }
        """;

    /// <summary>Runs it.</summary>
    /// <param name="folder">Where its run file and its folder <c>run</c> are put.</param>
    /// <returns>The run's folder.</returns>
    public static async Task<string> MakeAsync(TemporaryFolder folder)
    {
        var output = Path.Combine(folder.Path, "run");
        var run = await Invocation.OfAsync("run", RunFile(folder), "--output", output);
        Assert.True(run.ExitCode == 0, run.Error);
        return output;
    }

    /// <summary>Writes its run file.</summary>
    public static string RunFile(TemporaryFolder folder) => folder.Write("colours.json", Json);
}
