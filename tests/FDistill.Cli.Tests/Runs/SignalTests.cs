using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Runs;

public sealed class SignalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_signal_ends_a_run_after_its_step_saved_with_exit_code_130_and_the_run_goes_on(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent with kill");
        Assert.SkipWhen(FdistillProcess.Ignores(signal), "the tests were started with this signal ignored, as in the background or by nohup");
        var output = Path.Combine(folder.Path, "out");
        var file = folder.Write("mixture.json", MixtureRun.Json());
        string[] arguments = ["run", file, "--output", output, "--set", "training.iterations=1000000"];

        using var process = new FdistillProcess(arguments);
        await process.UntilItTrainsAsync();
        process.Signal(signal);

        Assert.Equal(130, await process.ExitCodeAsync());
        Assert.Contains($"Saved in {output}/checkpoints/", process.Error, StringComparison.Ordinal);
        Assert.Contains($"fdistill run {file} --resume --output {output}", process.Error, StringComparison.Ordinal);

        using var next = new FdistillProcess([.. arguments, "--resume"]);
        await next.UntilItTrainsAsync();
        Assert.Contains("Resuming from", next.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_saved_when_it_is_asked_to_and_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent with kill");
        var checkpoints = Path.Combine(folder.Path, "out", "checkpoints");
        using var process = new FdistillProcess(
            "run", folder.Write("mixture.json", MixtureRun.Json()), "--output", Path.Combine(folder.Path, "out"), "--set", "training.iterations=1000000", "--set", "checkpoints.every=1000000");
        await process.UntilItTrainsAsync();
        Assert.False(Directory.Exists(checkpoints));

        process.Signal("USR1");
        for (var waited = 0; waited < 600 && !(Directory.Exists(checkpoints) && Directory.GetFiles(checkpoints, "manifest.json", SearchOption.AllDirectories).Length == 1); waited++) await Task.Delay(100, TestContext.Current.CancellationToken);

        Assert.Single(Directory.GetFiles(checkpoints, "manifest.json", SearchOption.AllDirectories));
        process.Signal("TERM");
        Assert.Equal(130, await process.ExitCodeAsync());
    }

    [Fact]
    public async Task A_run_whose_time_is_over_is_saved_with_exit_code_130_and_says_how_it_goes_on()
    {
        var output = Path.Combine(folder.Path, "out");
        var file = folder.Write("mixture.json", MixtureRun.Json());
        var run = await Invocation.OfAsync("run", file, "--output", output, "--set", "training.iterations=1000000", "--max-time", "3s");

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("3 s are over: the step in progress is finished and saved.", run.Error, StringComparison.Ordinal);
        Assert.Contains($"fdistill run {file} --resume --output {output}", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Invocation.OfAsync("run", file, "--max-time", "soon")).ExitCode);
    }

    [Fact]
    public async Task A_run_whose_messages_cannot_be_written_ends_well()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full");
        var output = Path.Combine(folder.Path, "out");
        using var shell = System.Diagnostics.Process.Start(
            "/bin/sh", ["-c", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "fdistill.dll")}' run '{folder.Write("mixture.json", MixtureRun.Json())}' --output '{output}' >/dev/null 2>/dev/full"]);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, shell.ExitCode);
        Assert.True(File.Exists(Path.Combine(output, "report.html")));
    }
}
