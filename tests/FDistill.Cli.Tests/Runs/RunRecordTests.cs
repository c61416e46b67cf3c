using System.Text.Json.Nodes;
using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Runs;

/// <summary>What a run leaves to say what it is: never torn, written by
/// one process at a time, and a way out where it is damaged.</summary>
public sealed class RunRecordTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Output => Path.Combine(folder.Path, "out");

    private string RunFile => Path.Combine(Output, "run.json");

    private string Lock => Path.Combine(Output, "plugins.lock.json");

    [Fact]
    public async Task A_resumed_run_leaves_records_alone_that_would_be_the_same()
    {
        await RunAsync();
        var longAgo = DateTime.UtcNow.AddDays(-7);
        foreach (var file in new[] { RunFile, Lock }) File.SetLastWriteTimeUtc(file, longAgo);

        Assert.Equal(0, (await RunAsync("--resume")).ExitCode);

        foreach (var file in new[] { RunFile, Lock }) Assert.Equal(longAgo, File.GetLastWriteTimeUtc(file), TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"name\": \"mix")]
    [InlineData("null")]
    public async Task A_damaged_record_of_the_settings_is_named_with_the_way_out_and_that_way_goes_on(string content)
    {
        await RunAsync();
        File.WriteAllText(RunFile, content);

        var refused = await RunAsync("--resume");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("run.json is damaged", Unwrapped(refused.Error), StringComparison.Ordinal);
        Assert.Contains("remove the file, and resume with the run file that the run began with", Unwrapped(refused.Error), StringComparison.Ordinal);

        File.Delete(RunFile);
        var resumed = await RunAsync("--resume", "--set", "checkpoints.every=5");

        Assert.Equal(0, resumed.ExitCode);
        Assert.Contains("run.json is gone; it is written anew", Unwrapped(resumed.Error), StringComparison.Ordinal);
        Assert.True(File.Exists(RunFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"plugins":null}""")]
    [InlineData("""{"plugins":[null]}""")]
    [InlineData("""{"plugins":[{"name":"a","version":"1"}]}""")]
    [InlineData("""{"plugins":[{"name":"a","version":"1","files":{"a.dll":null}}]}""")]
    public async Task A_damaged_record_of_the_plugins_is_a_warning_and_the_run_goes_on(string content)
    {
        await RunAsync();
        File.WriteAllText(Lock, content);

        var resumed = await RunAsync("--resume");

        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.Contains("plugins.lock.json is damaged", Unwrapped(resumed.Error), StringComparison.Ordinal);
        Assert.NotEmpty(JsonNode.Parse(File.ReadAllText(Lock))!["plugins"]!.AsArray());
    }

    [Fact]
    public async Task A_second_process_is_refused_before_it_writes_anything_into_the_folder_of_a_run()
    {
        var file = folder.Write("mixture.json", MixtureRun.Json());
        using var process = new FdistillProcess("run", file, "--output", Output, "--set", "training.iterations=1000000");
        await process.UntilItTrainsAsync();
        var before = (File.ReadAllText(RunFile), File.GetLastWriteTimeUtc(RunFile), File.GetLastWriteTimeUtc(Lock), Directory.GetFiles(Path.Combine(Output, "samples")).Length);

        using var second = new FdistillProcess("run", file, "--output", Output, "--set", "training.iterations=1000000", "--set", "checkpoints.every=3", "--resume");

        Assert.Equal(2, await second.ExitCodeAsync());
        Assert.Contains("is being written by another process. Wait until that run has ended", Unwrapped(second.Error), StringComparison.Ordinal);
        Assert.Equal(before, (File.ReadAllText(RunFile), File.GetLastWriteTimeUtc(RunFile), File.GetLastWriteTimeUtc(Lock), Directory.GetFiles(Path.Combine(Output, "samples")).Length));
        using var measuring = new FdistillProcess("evaluate", Output);
        Assert.NotEqual(0, await measuring.ExitCodeAsync());
    }

    [Fact]
    public async Task A_folder_that_a_run_was_locked_in_and_nothing_else_is_free()
    {
        Directory.CreateDirectory(Output);
        File.WriteAllText(Path.Combine(Output, ".lock"), "");
        Assert.Equal(0, (await RunAsync()).ExitCode);
    }

    [Fact]
    public async Task A_newest_checkpoint_that_cannot_be_used_is_passed_over_with_a_word_for_the_one_before()
    {
        await RunAsync();
        var newest = Path.Combine(Output, "checkpoints/000020");
        var manifest = Path.Combine(newest, "manifest.json");
        var said = JsonNode.Parse(File.ReadAllText(manifest))!;
        var whole = said.ToJsonString();
        foreach (var (damage, reason) in new (Action, string)[]
        {
            (() => said["counters"]!["studentUpdates"] = -7, "studentUpdates is -7; a count is 0 or more"),
            (() => said["counters"]!["iteration"] = 19, "its counter says 19"),
            (() => said["counters"] = new JsonObject(), "has no counter"),
            (() => said["files"]!["../../run.json"] = new JsonObject { ["bytes"] = 1, ["sha256"] = "00" }, "names the file '../../run.json'"),
            (() => said["files"]!["student.pth"] = said["files"]!["student.safetensors"]!.DeepClone(), "names several files 'student'"),
        })
        {
            said = JsonNode.Parse(whole)!;
            damage();
            File.WriteAllText(manifest, said.ToJsonString());

            var resumed = await RunAsync("--resume");

            Assert.True(resumed.ExitCode == 0, resumed.Error);
            Assert.Contains("Passed over", resumed.Error, StringComparison.Ordinal);
            Assert.Contains(reason, Unwrapped(resumed.Error), StringComparison.Ordinal);
            Assert.Contains("iteration 10", Unwrapped(resumed.Error), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_newest_checkpoint_without_a_manifest_or_that_cannot_be_read_is_passed_over_with_a_word()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "makes a loop of links");
        await RunAsync();
        var student = Path.Combine(Output, "checkpoints/000020/student.safetensors");
        File.Delete(student);
        File.CreateSymbolicLink(student, student);
        Assert.Contains("iteration 10", Unwrapped((await RunAsync("--resume")).Error), StringComparison.Ordinal);

        File.Delete(Path.Combine(Output, "checkpoints/000020/manifest.json"));
        var resumed = await RunAsync("--resume");
        Assert.Equal(0, resumed.ExitCode);
        Assert.Contains("has no manifest.json, and so was never finished, or is damaged", Unwrapped(resumed.Error), StringComparison.Ordinal);
    }

    private Task<Invocation> RunAsync(params string[] more) => Invocation.OfAsync(["run", folder.Write("mixture.json", MixtureRun.Json()), "--output", Output, .. more]);

    private static string Unwrapped(string text) => string.Join(' ', text.Split('\n').Select(line => line.Trim()));
}
