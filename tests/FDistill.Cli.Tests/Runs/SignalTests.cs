using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Runs;

public sealed class SignalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_a_run_after_its_step_saved_with_exit_code_130_and_the_run_goes_on(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent with kill");
        Assert.SkipWhen(signal == "INT" && FdistillProcess.IgnoresInterrupts, "the tests run in the background, where a shell has interrupts ignored");
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
        Assert.Contains("Going on from", next.Error, StringComparison.Ordinal);
    }
}
