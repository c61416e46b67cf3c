namespace FDistill.Cli.Tests.Support;

/// <summary>A distillation of digits in two iterations, with a
/// checkpoint after each; made once for all tests of a class.</summary>
public sealed class DigitsRun : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    public string RunFile { get; } = Repository.Sample("digits.json");

    public string Path => System.IO.Path.Combine(folder.Path, "run");

    public async ValueTask InitializeAsync()
    {
        string[] settings = ["training.iterations=2", "training.batch=2", "checkpoints.every=1", "checkpoints.keep=2", "evaluation.samples=20", "evaluation.metrics=[{\"use\":\"frechet\"}]"];
        var run = await Invocation.OfAsync(["run", RunFile, "--output", Path, .. settings.SelectMany(one => new[] { "--set", one })]);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
