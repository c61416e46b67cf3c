using System.Text.Json.Nodes;
using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Runs;

/// <summary>Whole runs, from the command line to the folder that they leave.</summary>
public sealed class RunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Output => Path.Combine(folder.Path, "out");

    [Fact]
    public async Task A_run_leaves_a_folder_with_all_that_it_did()
    {
        var run = await RunAsync();

        Assert.True(run.ExitCode == 0, run.Error);
        foreach (var file in new[] { "run.json", "plugins.lock.json", "metrics.jsonl", "report.html", "checkpoints/000010/manifest.json", "checkpoints/000020/manifest.json" })
            Assert.True(File.Exists(Path.Combine(Output, file)), file);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(Output, "events")));
        Assert.Equal(20, File.ReadAllLines(Path.Combine(Output, "metrics.jsonl")).Length);
        Assert.Contains("FDistill.Plugins.GaussianMixture", File.ReadAllText(Path.Combine(Output, "plugins.lock.json")), StringComparison.Ordinal);
        Assert.Contains("report.html", run.Out, StringComparison.Ordinal);
        Assert.Contains("20/20 ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_resolved_configuration_can_be_run_again_and_gives_the_same_bits()
    {
        Assert.Equal(0, (await RunAsync()).ExitCode);
        var again = Path.Combine(folder.Path, "again");

        Assert.Equal(0, (await Invocation.OfAsync("run", Path.Combine(Output, "run.json"), "--output", again)).ExitCode);

        Assert.Equal(
            File.ReadAllBytes(Path.Combine(Output, "checkpoints/000020/student.safetensors")),
            File.ReadAllBytes(Path.Combine(again, "checkpoints/000020/student.safetensors")));
    }

    [Fact]
    public async Task A_run_never_overwrites_another()
    {
        Assert.Equal(0, (await RunAsync()).ExitCode);

        var second = await RunAsync();

        Assert.Equal(2, second.ExitCode);
        Assert.Contains("exists already, and nothing in it is overwritten.", Unwrapped(second.Error), StringComparison.Ordinal);
        Assert.Contains("--resume", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_goes_on_only_with_the_settings_that_it_began_with()
    {
        Assert.Equal(0, (await RunAsync()).ExitCode);

        var other = await RunAsync("--resume", "--set", "training.batch=16");

        Assert.Equal(2, other.ExitCode);
        Assert.Contains("training.batch: was '32', is '16'", other.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("--resume", "--set", "checkpoints.every=5")).ExitCode);
    }

    [Fact]
    public async Task A_run_of_a_build_that_had_fewer_keys_goes_on()
    {
        Assert.Equal(0, (await RunAsync()).ExitCode);
        var begun = Path.Combine(Output, "run.json");
        var resolved = JsonNode.Parse(File.ReadAllText(begun))!;
        Assert.True(resolved["training"]!.AsObject().Remove("diagnostics"));
        File.WriteAllText(begun, resolved.ToJsonString());

        Assert.Equal(0, (await RunAsync("--resume")).ExitCode);

        resolved["training"]!["bygone"] = 1;
        File.WriteAllText(begun, resolved.ToJsonString());
        var other = await RunAsync("--resume");
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("training.bygone: was '1', is absent", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_measured_on_the_way_is_the_same_run_to_the_bit()
    {
        async Task<string> TrainedAsync(string name, params string[] more)
        {
            var output = Path.Combine(folder.Path, name);
            var run = await Invocation.OfAsync(["run", folder.Write("measured.json", MixtureRun.Json(more: MixtureRun.Evaluation)), "--output", output, .. more]);
            Assert.True(run.ExitCode == 0, run.Error);
            return output;
        }

        var (plain, measured) = (await TrainedAsync("plain"), await TrainedAsync("measured", "--set", "evaluation.every=5"));

        foreach (var network in (string[])["student", "fakeScore", "head"])
            Assert.Equal(File.ReadAllBytes(Path.Combine(plain, $"checkpoints/000020/{network}.safetensors")), File.ReadAllBytes(Path.Combine(measured, $"checkpoints/000020/{network}.safetensors")));
        Assert.Equal(
            ["iteration 000005", "iteration 000010", "iteration 000015"],
            File.ReadAllLines(Path.Combine(measured, "metrics.jsonl")).Select(line => (string?)JsonNode.Parse(line)!["evaluation"]).OfType<string>());
        Assert.Contains("before, on the way and after", File.ReadAllText(Path.Combine(measured, "report.html")), StringComparison.Ordinal);
        Assert.DoesNotContain("before, on the way and after", File.ReadAllText(Path.Combine(plain, "report.html")), StringComparison.Ordinal);
        var figure = await Invocation.OfAsync("figure", measured, "--which", "recall", "--json", Path.Combine(folder.Path, "course.json"));
        Assert.True(figure.ExitCode == 0, figure.Error);
        var course = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Path, "course.json")))![0]!["charts"]![0]!["lines"]![0]!["x"]!.AsArray();
        Assert.Equal([0L, 5, 10, 15, 20], course.Select(iteration => (long)iteration!));
    }

    [Fact]
    public async Task There_is_nothing_to_resume_where_nothing_ran() =>
        Assert.Contains("There is no run to resume in", Unwrapped((await RunAsync("--resume")).Error), StringComparison.Ordinal);

    [Fact]
    public async Task A_dry_run_prints_the_resolved_run_file_and_leaves_nothing()
    {
        var run = await RunAsync("--dry-run", "--seed", "7");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"seed\": 7", run.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output));
    }

    private Task<Invocation> RunAsync(params string[] more) =>
        Invocation.OfAsync(["run", folder.Write("mixture.json", MixtureRun.Json()), "--output", Output, .. more]);

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries));
}
