using FDistill.Hosting.Running;
using Microsoft.Extensions.Hosting;

namespace FDistill.Cli.Tests.Embedding;

/// <summary>A service of a host that runs a run for as long as the host lives.</summary>
internal sealed class Worker(RunHost runs, RunRequest request) : BackgroundService, IProgress<RunProgress>
{
    private readonly TaskCompletionSource training = new();

    /// <summary>Done after the first iteration.</summary>
    public Task Trains => training.Task;

    public RunSummary? Summary { get; private set; }

    public void Report(RunProgress value) => training.TrySetResult();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) => Summary = await runs.RunAsync(request with { Progress = this }, stoppingToken);
}
