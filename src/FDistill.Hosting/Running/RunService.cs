using Microsoft.Extensions.Hosting;

namespace FDistill.Hosting.Running;

/// <summary>Runs a pipeline on a thread of its own for as long as the host lives, and ends the host when it is done.</summary>
/// <param name="pipeline">The run.</param>
/// <param name="lifetime">The host's.</param>
internal sealed class RunService(IRunPipeline pipeline, IHostApplicationLifetime lifetime) : IHostedService
{
    private readonly TaskCompletionSource<RunSummary> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How the run ended, or what ended it.</summary>
    public Task<RunSummary> Completion => completion.Task;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Dispose scopes are per thread, so the whole run keeps to one.
        new Thread(Run) { Name = "run" }.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>The host is stopping, which the run's token says too: the step in progress is finished and saved before the process ends.</remarks>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAny(completion.Task, Task.Delay(Timeout.Infinite, cancellationToken));

    private void Run()
    {
        try
        {
            completion.SetResult(pipeline.RunAsync(lifetime.ApplicationStopping).GetAwaiter().GetResult());
        }
        catch (Exception failure)   // handed on to whoever awaits the run
        {
            completion.SetException(failure);
        }
        finally
        {
            lifetime.StopApplication();
        }
    }
}
