namespace TorchSharp;

/// <summary>Brings back, once, what a setting was before.</summary>
internal sealed class Restore(Action action) : IDisposable
{
    private Action? action = action;

    public void Dispose() => Interlocked.Exchange(ref action, null)?.Invoke();
}
