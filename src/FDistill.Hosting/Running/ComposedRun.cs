using FDistill.Hosting.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Hosting.Running;

/// <summary>A run whose parts are made and fit each other.</summary>
public sealed class ComposedRun : IDisposable
{
    private readonly SemaphoreSlim turn;
    private readonly ServiceProvider services;

    internal ComposedRun(SemaphoreSlim turn, ServiceProvider services) => (this.turn, this.services) = (turn, services);

    /// <summary>Runs to the end, or until asked to stop.</summary>
    /// <param name="cancel">Asks to stop: the turn in progress is finished and saved.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="Engine.Contracts.BrokenContractException">A part did what its contract rules out; the message names plugin, part and clause.</exception>
    public async Task<RunSummary> RunAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            return await OnItsThread(() => services.NamingAsync(() => services.GetRequiredService<IRunPipeline>().RunAsync(cancel)));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => services.Dispose();

    /// <summary>Dispose scopes are per thread, so the whole run keeps to one. It is no background thread: a process does not end in the midst of a checkpoint.</summary>
    private static Task<RunSummary> OnItsThread(Func<Task<RunSummary>> run)
    {
        var completion = new TaskCompletionSource<RunSummary>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                completion.SetResult(run().GetAwaiter().GetResult());
            }
            catch (Exception failure)   // handed on to whoever awaits the run
            {
                completion.SetException(failure);
            }
        }) { Name = "run" }.Start();
        return completion.Task;
    }
}
