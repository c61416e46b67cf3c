using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace FDistill.Torch.Autograd;

/// <summary>A backward pass that libtorch is computing, and what failed in it.</summary>
/// <remarks>
/// libtorch computes the CPU's part of a pass on the thread that asked for
/// it, and a CUDA device's part on a thread that serves the whole process:
/// what fails there is kept for every pass that is running.
/// </remarks>
internal sealed class RunningPass : IDisposable
{
    private static readonly ConcurrentDictionary<RunningPass, byte> All = new();

    [ThreadStatic]
    private static RunningPass? innermost;

    private readonly RunningPass? outer = innermost;
    private readonly bool retainsGraph;
    private ExceptionDispatchInfo? failure;

    private RunningPass(bool retainsGraph)
    {
        this.retainsGraph = retainsGraph;
        innermost = this;
        All.TryAdd(this, 0);
    }

    /// <summary>Whether the graph that the pass goes through is
    /// of no use after it, as far as this thread knows.</summary>
    public static bool ReleasesGraph => innermost is { retainsGraph: false };

    /// <summary>Computes a pass, and throws what failed in it.</summary>
    /// <param name="retainsGraph">Whether the graph stays for another pass.</param>
    /// <param name="compute">Calls libtorch.</param>
    /// <returns>What it returned.</returns>
    public static T Watch<T>(bool retainsGraph, Func<T> compute)
    {
        using var pass = new RunningPass(retainsGraph);
        var result = default(T);
        try
        {
            result = compute();
        }
        catch (ExternalException) when (pass.failure is not null)
        {
            // It follows from what failed before, which is thrown.
        }
        pass.failure?.Throw();
        return result!;
    }

    /// <summary>Keeps an exception for the pass that it was thrown in.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryKeep(Exception exception)
    {
        var thrown = ExceptionDispatchInfo.Capture(exception);
        var passes = innermost is { } own ? [own] : All.Keys;
        foreach (var pass in passes) Interlocked.CompareExchange(ref pass.failure, thrown, null);
        return passes.Count > 0;
    }

    public void Dispose()
    {
        All.TryRemove(this, out _);
        innermost = outer;
    }
}
