using System.Diagnostics;

namespace FDistill.Torch;

/// <summary>Has the small native objects freed that TorchSharp leaves to
/// the garbage collector, such as the scalar in <c>x * 2.0</c>.</summary>
/// <remarks>
/// The collector sees their managed halves alone, and takes its time. Meanwhile they
/// lie scattered among the tensors on libtorch's heap, which therefore cannot be used
/// again for large ones, and grows.
/// </remarks>
public sealed class NativeGarbage
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private long last = Stopwatch.GetTimestamp();

    /// <summary>Collects the youngest generation, which takes a millisecond or less;
    /// does nothing if it did so within the last twentieth of a second.</summary>
    public void Collect()
    {
        if (Stopwatch.GetElapsedTime(last) < Pause) return;
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        last = Stopwatch.GetTimestamp();
    }
}
