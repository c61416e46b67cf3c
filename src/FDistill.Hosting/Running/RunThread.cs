using System.Collections.Concurrent;

namespace FDistill.Hosting.Running;

/// <summary>The one thread that the runs of a host take turns on.</summary>
/// <remarks>
/// Dispose scopes are per thread, so a run keeps to one; and what the allocator keeps
/// for a thread serves the next run, where threads of their own would each keep as much.
/// While it runs something it is no background thread: a process does not end in the midst of a checkpoint.
/// </remarks>
internal sealed class RunThread : IDisposable
{
    private readonly BlockingCollection<Action> waiting = [];
    private readonly Lazy<Thread> thread;

    public RunThread() => thread = new(() =>
    {
        var started = new Thread(Work) { IsBackground = true, Name = "run" };
        started.Start();
        return started;
    });

    /// <summary>Runs something when all before it is done.</summary>
    /// <param name="run">What to run; it stays on the thread until its task is done.</param>
    /// <param name="cancel">Gives up as long as it waits.</param>
    /// <returns>What it returned, or threw.</returns>
    public Task<T> RunAsync<T>(Func<Task<T>> run, CancellationToken cancel)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = thread.Value;
        waiting.Add(
            () =>
            {
                if (cancel.IsCancellationRequested)
                {
                    completion.SetCanceled(cancel);
                    return;
                }

                try
                {
                    completion.SetResult(run().GetAwaiter().GetResult());
                }
                catch (Exception failure)   // handed on to whoever awaits the run
                {
                    completion.SetException(failure);
                }
            },
            CancellationToken.None);
        return completion.Task;
    }

    /// <inheritdoc/>
    /// <remarks>What runs goes on to its end, and what waits is run as well.</remarks>
    public void Dispose() => waiting.CompleteAdding();

    private void Work()
    {
        foreach (var run in waiting.GetConsumingEnumerable())
        {
            Thread.CurrentThread.IsBackground = false;
            run();
            Thread.CurrentThread.IsBackground = true;
        }
    }
}
