using static TorchSharp.torch;

namespace FDistill.Teachers;

/// <summary>What a batch of N samples is conditioned on: labels, text embeddings, …</summary>
/// <remarks>Opaque to the engine, which may only concatenate, slice and
/// move it. Its tensors live in the dispose scope it was made in.</remarks>
public abstract class Condition
{
    /// <summary>N.</summary>
    public abstract long Count { get; }

    /// <summary>Some consecutive entries.</summary>
    /// <param name="start">The first entry.</param>
    /// <param name="count">How many.</param>
    public abstract Condition Slice(long start, long count);

    /// <summary>This condition's entries, then another's.</summary>
    /// <param name="other">A condition of the same kind.</param>
    public abstract Condition Concat(Condition other);

    /// <summary>The same condition on a device.</summary>
    /// <param name="device">Where to.</param>
    public abstract Condition To(Device device);
}
