namespace TorchSharp;

/// <summary>The scopes of one thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] private static DisposeScopeManager? ofThread;

    private readonly ThreadDisposeScopeStatistics statistics = new();

    /// <summary>What the scopes of this thread have seen.</summary>
    public static ThreadDisposeScopeStatistics Statistics => OfThread.statistics;

    internal static DisposeScopeManager OfThread => ofThread ??= new();

    internal DisposeScope? Current { get; private set; }

    internal DisposeScope Enter() => Current = new DisposeScope(this);

    /// <summary>Leaves a scope and those inside it that were not left.</summary>
    internal void Leave(DisposeScope scope)
    {
        for (var inner = Current; inner is not null; inner = inner.Outer)
        {
            if (inner != scope) continue;
            Current = scope.Outer;
            return;
        }
    }

    internal LifetimeStatistics Of(IDisposable disposable) =>
        disposable is torch.Tensor ? statistics.TensorStatistics : statistics.PackedSequenceStatistics;
}
