using System.Text.Json.Nodes;
using FDistill.Cli.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Cli.Tests.Runs;

/// <summary>A divergence that this repository does not know, from its source to a student's weights.</summary>
public sealed class ThirdPartyPluginTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ThirdPartyPluginTests() => PluginAssembly.CompileLibrary(Path.Combine(Plugins, "Tempered"), "Tempered", Readme.DivergencePlugin());

    public void Dispose() => folder.Dispose();

    private string Plugins => Path.Combine(folder.Path, "plugins");

    [Fact]
    public async Task The_readmes_divergence_trains_a_student_and_its_option_counts()
    {
        var (js, half, whole) = (await TrainAsync("js"), await TrainAsync("half", Tempered(0.5)), await TrainAsync("whole", Tempered(1)));

        Assert.NotEqual(js, half);
        Assert.NotEqual(half, whole);
        Assert.Equal(half, await TrainAsync("again", Tempered(0.5)));
    }

    [Fact]
    public async Task An_option_that_the_plugin_does_not_have_is_refused_with_the_nearest_one()
    {
        var run = await RunAsync("wrong", ["--set", "divergence.use=tempered", "--set", "divergence.gama=1"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("gama", run.Error, StringComparison.Ordinal);
        Assert.Contains("gamma", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_run_notes_which_plugins_it_used_and_says_when_one_has_changed_before_it_goes_on()
    {
        await TrainAsync("out", Tempered(0.5));
        var used = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Path, "out", "plugins.lock.json")))!["plugins"]!.AsArray();
        var tempered = Assert.Single(used, plugin => (string?)plugin!["name"] == "Tempered")!;
        Assert.Matches("^[0-9a-f]{64}$", (string?)tempered["files"]!["Tempered.dll"]);

        var unchanged = await RunAsync("out", [.. Tempered(0.5), "--resume"]);
        File.WriteAllText(Path.Combine(Plugins, "Tempered", "notes.txt"), "A file that was not there before.");
        var changed = await RunAsync("out", [.. Tempered(0.5), "--resume"]);

        Assert.Equal((0, 0), (unchanged.ExitCode, changed.ExitCode));
        Assert.DoesNotContain("have changed", unchanged.Error, StringComparison.Ordinal);
        Assert.Contains("have changed: Tempered", changed.Error.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string[] Tempered(double gamma) =>
        ["--set", "divergence.use=tempered", "--set", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"divergence.gamma={gamma}")];

    private async Task<byte[]> TrainAsync(string output, params string[] more)
    {
        var run = await RunAsync(output, more);
        Assert.True(run.ExitCode == 0, run.Error);
        return File.ReadAllBytes(Path.Combine(folder.Path, output, "checkpoints/000020/student.safetensors"));
    }

    private Task<Invocation> RunAsync(string output, string[] more)
    {
        var plugins = $$""" "plugins": { "folders": ["{{Plugins}}"] } """;
        return Invocation.OfAsync(["run", folder.Write("mixture.json", MixtureRun.Json(more: plugins)), "--output", Path.Combine(folder.Path, output), .. more]);
    }
}
