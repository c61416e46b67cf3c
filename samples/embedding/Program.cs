using FDistill.Engine.Training.Loop;
using FDistill.Hosting;
using FDistill.Hosting.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddFDistill().AddHostedService<Distillation>();
await builder.Build().RunAsync();

/// <summary>Distills what run.json describes, for as long as the application lives.</summary>
internal sealed class Distillation(RunHost runs, IHostApplicationLifetime application, ILogger<Distillation> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var request = new RunRequest(Path.Combine(AppContext.BaseDirectory, "run.json")) { Progress = new Log(logger) };
        var summary = await runs.RunAsync(request, stopping);
        logger.LogInformation("{State} in {Folder}", summary.Interrupted ? "Stopped and saved" : "Done", summary.Folder.Path);
        application.StopApplication();
    }

    private sealed class Log(ILogger logger) : IProgress<RunProgress>
    {
        public void Report(RunProgress now)
        {
            if (now.Values.TryGetValue(Measures.MatchingLoss, out var loss)) logger.LogInformation("{Done} of {All}: matching loss {Loss:F3}", now.Iteration, now.Iterations, loss);
        }
    }
}
