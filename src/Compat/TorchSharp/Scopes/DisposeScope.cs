using System.Runtime.CompilerServices;

namespace TorchSharp;

/// <summary>
/// Holds what was made while it is the current scope of its thread, and disposes it at its own end. Scopes nest; what should outlive
/// one is moved to the outer scope, or detached from all of them.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager manager;
    private HashSet<IDisposable> disposables = new(ReferenceEqualityComparer.Instance);

    internal DisposeScope(DisposeScopeManager manager)
    {
        this.manager = manager;
        Outer = manager.Current;
    }

    internal DisposeScope? Outer { get; }

    /// <summary>What the scope holds now; the list does not follow the scope.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. disposables];

    public int DisposablesCount => disposables.Count;

    public bool Contains(IDisposable disposable) => disposables.Contains(disposable);

    public void Attach(IDisposable disposable) => Move(disposable, (disposable as torch.Tensor)?.scope, this);

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        IReadOnlyList<IDisposable> attached = [.. disposables];
        foreach (var disposable in attached) Attach(disposable);
        return attached;
    }

    public T Detach<T>(T disposable) where T : IDisposable
    {
        MoveToOther(null!, disposable);
        return disposable;
    }

    public (T1, T2) Detach<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (Detach(first), Detach(second));

    public (T1, T2, T3) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
        (Detach(first), Detach(second), Detach(third));

    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables) => MoveToOther(null!, disposables);

    public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveToOther(Outer!, disposable);

    public (T1, T2) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        MoveToOther(Outer!, first, second);

    public (T1, T2, T3) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
        MoveToOther(Outer!, first, second, third);

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(Outer!, disposables);

    /// <summary>Moves what this scope holds to another one, or, if that is null, out of every scope.</summary>
    public T MoveToOther<T>(DisposeScope scope, T disposable) where T : IDisposable
    {
        if (disposables.Contains(disposable)) Move(disposable, this, scope);
        return disposable;
    }

    public (T1, T2) MoveToOther<T1, T2>(DisposeScope scope, T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (MoveToOther(scope, first), MoveToOther(scope, second));

    public (T1, T2, T3) MoveToOther<T1, T2, T3>(DisposeScope scope, T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
        (MoveToOther(scope, first), MoveToOther(scope, second), MoveToOther(scope, third));

    public void MoveToOther(DisposeScope scope, params IDisposable[] disposables) =>
        MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    public void MoveToOther(DisposeScope scope, IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables) MoveToOther(scope, disposable);
    }

    /// <summary>Disposes what the scope holds now; the scope goes on.</summary>
    public void DisposeEverything() => DisposeEverythingBut([]);

    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    public (T1, T2) DisposeEverythingBut<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
    {
        DisposeEverythingBut([first, second]);
        return (first, second);
    }

    public (T1, T2, T3) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
    {
        DisposeEverythingBut([first, second, third]);
        return (first, second, third);
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var held = disposables;
        disposables = new(ReferenceEqualityComparer.Instance);
        foreach (var kept in inKeep)
        {
            if (held.Remove(kept)) disposables.Add(kept);
        }
        foreach (var disposable in held)
        {
            if (disposable is torch.Tensor tensor) tensor.scope = null;
            manager.Of(disposable).DisposedInScopeCount++;
            disposable.Dispose();
        }
    }

    /// <summary>Says that something was disposed by somebody else, so that the scope lets go of it.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        if (!disposables.Remove(disposable)) return;
        if (disposable is torch.Tensor tensor) tensor.scope = null;
        manager.Of(disposable).DisposedInScopeCount++;
    }

    public void Dispose()
    {
        DisposeEverything();
        manager.Leave(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(IDisposable disposable) => disposables.Add(disposable);

    private void Move(IDisposable disposable, DisposeScope? from, DisposeScope? to)
    {
        from?.disposables.Remove(disposable);
        if (disposable is torch.Tensor tensor) tensor.EnterScope(to);
        to?.disposables.Add(disposable);
        var statistics = manager.Of(disposable);
        if (from is null) statistics.AttachedToScopeCount++;
        else if (to is null) statistics.DetachedFromScopeCount++;
    }
}
