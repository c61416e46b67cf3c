using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Runs;

/// <summary>What <c>--dry-run</c> shows of a distillation.</summary>
public sealed class DryRunTests : IDisposable
{
    private const string Architecture =
        """, "architecture": { "resolution": 16, "channels": 1, "labels": 10, "modelChannels": 8, "channelMultipliers": [1, 2], "blocks": 1, "attentionResolutions": [8] }""";

    private const string Whole = """
        {
          "name": "small", "device": "cpu",
          "teacher": {
            "use": "edm", "checkpoint": "network.pkl" ARCHITECTURE
          },
          "divergence": { "use": "js" },
          "head": { "use": "edm", "resolutions": [8], "groups": 4 },
          "dataset": { "use": "mnist", "folder": "mnist" },
          "training": { "iterations": 1000, "batch": 4096 },
          "evaluation": { "extractor": { "use": "digits", "checkpoint": "digits.safetensors" }, "reference": { "use": "mnist", "folder": "test" }, "metrics": [{ "use": "frechet" }] }
        }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string RunFile(string architecture = Architecture) => folder.Write("small.json", Whole.Replace("ARCHITECTURE", architecture, StringComparison.Ordinal));

    [Fact]
    public async Task A_distillation_has_a_dry_run_without_any_of_its_files()
    {
        var run = await Invocation.OfAsync("run", RunFile(), "--dry-run");

        Assert.True(run.ExitCode == 0, run.Error);
        var shown = Unwrapped(run.Out);
        Assert.Contains($"teacher.checkpoint: there is no '{Path.Combine(folder.Path, "network.pkl")}'; random weights instead.", shown, StringComparison.Ordinal);
        Assert.Contains($"dataset.folder: there is no '{Path.Combine(folder.Path, "mnist")}'; noise and random labels instead.", shown, StringComparison.Ordinal);
        Assert.Contains("the evaluation is left out of the dry run.", shown, StringComparison.Ordinal);
        foreach (var part in (string[])["teacher", "student", "fake score", "head", "together"]) Assert.Contains(run.Lines, line => line.TrimStart().StartsWith(part, StringComparison.Ordinal));
        Assert.Contains("1,000 iterations of 4,096 samples, one in 5 of them the student's", shown, StringComparison.Ordinal);
        Assert.Contains("GPU hours on one A100", shown, StringComparison.Ordinal);
        Assert.Contains("\"batch\": 4096", run.Out, StringComparison.Ordinal);
        Assert.Equal(["small.json"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_memory_of_a_latent_model_is_planned_without_any_of_its_files()
    {
        var run = await Invocation.OfAsync("run", LatentRunFile(batch: 8), "--dry-run", "--memory", "80GB");

        Assert.True(run.ExitCode == 0, run.Error);
        var shown = Unwrapped(run.Out);
        Assert.Contains("planned by the sizes of the published model.", shown, StringComparison.Ordinal);
        foreach (var row in (string[])["weights", "masters", "optimizer", "averages", "gradients", "activations"]) Assert.Contains(run.Lines, line => line.TrimStart().StartsWith(row, StringComparison.Ordinal));
        Assert.Contains("859.5", shown, StringComparison.Ordinal);
        Assert.Contains("of the 74.51 that the GPU planned for has.", shown, StringComparison.Ordinal);
        Assert.Contains("No dry run: there is no teacher to build.", shown, StringComparison.Ordinal);
        Assert.All(run.Lines.SkipWhile(line => !line.StartsWith("Memory planned", StringComparison.Ordinal)).Where(line => !line.Contains(folder.Path, StringComparison.Ordinal)), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task A_plan_that_cannot_fit_is_refused_with_the_smallest_change_by_which_it_would()
    {
        var run = await Invocation.OfAsync("run", LatentRunFile(batch: 1024), "--dry-run", "--memory", "80GiB");

        Assert.Equal(2, run.ExitCode);
        var told = Unwrapped(run.Error);
        Assert.Contains("and the GPU planned for has 80.0 GiB. The smallest change that makes it fit", told, StringComparison.Ordinal);
        Assert.Contains("--set training.batch=16 --set training.accumulation=64", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_nothing_makes_fit_tells_the_least()
    {
        var run = await Invocation.OfAsync("run", LatentRunFile(batch: 8), "--dry-run", "--memory", "8GiB");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("No change of batch, precision and gradient checkpointing makes it fit; the least is", Unwrapped(run.Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_amount_of_memory_without_a_unit_is_refused()
    {
        var run = await Invocation.OfAsync("run", LatentRunFile(batch: 8), "--dry-run", "--memory", "80");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--memory: found '80', expected an amount of memory such as 24GiB or 80GB.", Unwrapped(run.Error), StringComparison.Ordinal);
    }

    private string LatentRunFile(int batch) => folder.Write("latent.json", $$"""
        {
          "name": "latent", "device": "cpu",
          "teacher": { "use": "sd15", "folder": "stable-diffusion" },
          "divergence": { "use": "js" }, "head": { "use": "sd" }, "dataset": { "use": "mnist", "folder": "mnist" },
          "training": { "batch": {{batch}} }
        }
        """);

    [Fact]
    public async Task A_teacher_whose_network_nothing_states_is_refused()
    {
        var run = await Invocation.OfAsync("run", RunFile(architecture: ""), "--dry-run");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("neither checkpoint nor architecture is given", Unwrapped(run.Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_run_misses_all_its_files_at_once()
    {
        var run = await Invocation.OfAsync("run", RunFile(), "--output", Path.Combine(folder.Path, "out"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("4 mistakes:", run.Error, StringComparison.Ordinal);
    }

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
