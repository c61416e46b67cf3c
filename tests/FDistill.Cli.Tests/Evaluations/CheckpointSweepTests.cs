using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Evaluations;

public sealed class CheckpointSweepTests(DigitsRun run) : IClassFixture<DigitsRun>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Log => Path.Combine(run.Path, "metrics.jsonl");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task All_checkpoints_are_measured_once_for_the_same_settings()
    {
        var before = Scores();
        var first = await Evaluate("--set", "evaluation.seed=11");
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Contains("checkpoint 000001 ", first.Out, StringComparison.Ordinal);
        Assert.Contains("checkpoint 000002 ", first.Out, StringComparison.Ordinal);
        Assert.Equal(before.Length + 2, Scores().Length);

        // Neither device nor batch nor the place of a file makes another score.
        var copy = Path.Combine(folder.Path, "classifier.safetensors");
        File.Copy(Path.Combine(Path.GetDirectoryName(run.RunFile)!, "digits", "classifier.safetensors"), copy);
        var again = await Evaluate("--set", "evaluation.seed=11", "--device", "cpu", "--set", "evaluation.batch=7", "--set", $"evaluation.extractor.checkpoint={copy}");
        Assert.Equal(before.Length + 2, Scores().Length);
        Assert.Contains("checkpoint 000002 *", again.Out, StringComparison.Ordinal);
        Assert.Contains("--again measures anew", again.Out, StringComparison.Ordinal);

        Assert.DoesNotContain("*", (await Evaluate("--set", "evaluation.seed=11", "--again")).Out, StringComparison.Ordinal);
        Assert.Equal(before.Length + 4, Scores().Length);
    }

    [Fact]
    public async Task Other_settings_make_other_scores()
    {
        var before = Scores().Length;
        foreach (var setting in new[] { "evaluation.seed=21", "evaluation.seed=22", "evaluation.repetitions=2", "evaluation.metrics=[{\"use\":\"label-accuracy\"}]" })
            Assert.Equal(0, (await Evaluate("--samples", "8", "--set", setting)).ExitCode);
        Assert.Equal(0, (await Evaluate("--samples", "8", "--ema", "none", "--set", "evaluation.seed=21")).ExitCode);
        Assert.Equal(before + 10, Scores().Length);
        Assert.Contains("\"labelAccuracy\":", Scores()[^4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_checkpoint_can_be_measured()
    {
        var only = await Invocation.OfAsync("evaluate", Path.Combine(run.Path, "checkpoints", "000001"), "--samples", "9");
        Assert.True(only.ExitCode == 0, only.Error);
        Assert.Contains("checkpoint 000001", only.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("checkpoint 000002", only.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_passed_over_with_a_warning()
    {
        var copy = Path.Combine(folder.Path, "run");
        CopyFolder(run.Path, copy);
        File.AppendAllText(Path.Combine(copy, "checkpoints", "000001", "student.safetensors"), "x");

        var sweep = await Invocation.OfAsync("evaluate", copy, "--samples", "10");

        Assert.True(sweep.ExitCode == 0, sweep.Error);
        Assert.Contains("Passed over", sweep.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("checkpoint 000001 ", sweep.Out, StringComparison.Ordinal);
        Assert.Contains("checkpoint 000002", sweep.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_sweep_keeps_what_it_measured_and_ends_with_130()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent with kill");
        var before = Scores().Length;
        using var process = new FdistillProcess("evaluate", run.Path, "--set", "evaluation.seed=31", "--set", "evaluation.repetitions=200", "--samples", "500");
        await process.UntilAsync("Measuring the checkpoint");
        process.Signal("TERM");

        Assert.Equal(130, await process.ExitCodeAsync());
        Assert.Contains("Stopping: what has been measured is saved", process.Error, StringComparison.Ordinal);
        Assert.Equal(before, Scores().Length);
    }

    [Theory]
    [InlineData("evaluation.metrics=[]", "evaluation.metrics: expected at least 1 entry")]
    [InlineData("evaluation.metrics=[{\"use\":\"fid\"}]", "the extractor gives 64: use the extractor 'inception', or the metric 'frechet'")]
    [InlineData("evaluation.samples=1", "evaluation.samples: found 1, expected at least 2")]
    [InlineData("evaluation.extractor={\"use\":\"inception\"}", "evaluation.extractor.checkpoint")]
    [InlineData("evaluation.referenceStatistics=nowhere.npz", "there is no file or folder")]
    public async Task Settings_that_cannot_be_measured_are_refused(string setting, string message)
    {
        var before = Scores().Length;
        var refused = await Evaluate("--set", setting);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(message, Unwrapped(refused.Error), StringComparison.Ordinal);
        Assert.DoesNotContain("defect", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, Scores().Length);
    }

    [Fact]
    public async Task Fewer_samples_than_neighbours_are_refused()
    {
        var refused = await Evaluate("--samples", "3", "--set", "evaluation.metrics=[{\"use\":\"precision-recall\"}]");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("The 3 nearest neighbours of a point need more than 3 points; there are 3.", Unwrapped(refused.Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_file_is_not_what_is_evaluated()
    {
        var refused = await Invocation.OfAsync("evaluate", run.RunFile);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("the run itself is a folder, such as runs/digits", Unwrapped(refused.Error), StringComparison.Ordinal);
    }

    private Task<Invocation> Evaluate(params string[] more) => Invocation.OfAsync(["evaluate", run.Path, .. more]);

    private string[] Scores() => [.. File.ReadLines(Log).Where(line => line.Contains("\"evaluation\":", StringComparison.Ordinal))];

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries));

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
