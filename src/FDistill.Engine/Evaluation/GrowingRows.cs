using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation;

/// <summary>Rows that come batch by batch and end as one tensor, without
/// ever being held twice where their number is known beforehand.</summary>
/// <param name="expected">How many rows will come; null where that is not known.</param>
internal sealed class GrowingRows(long? expected) : IDisposable
{
    private Tensor? rows;
    private long count;

    /// <summary>Adds rows.</summary>
    /// <param name="more">[n, D] on the CPU.</param>
    public void Add(Tensor more)
    {
        var needed = count + more.shape[0];
        if (rows is null || needed > rows.shape[0]) Grow(Math.Max(needed, expected ?? 2 * count), more);
        rows!.narrow(0, count, more.shape[0]).copy_(more);
        count = needed;
    }

    /// <summary>Hands out all rows, outside every dispose scope; null where none came.</summary>
    public Tensor? Take()
    {
        var taken = rows is null || count == rows.shape[0] ? rows : rows.narrow(0, 0, count).clone().DetachFromDisposeScope();
        if (!ReferenceEquals(taken, rows)) rows!.Dispose();
        rows = null;
        return taken;
    }

    /// <summary>Drops what was not taken.</summary>
    public void Dispose() => rows?.Dispose();

    private void Grow(long capacity, Tensor like)
    {
        var larger = empty([capacity, like.shape[1]], dtype: like.dtype, device: CPU).DetachFromDisposeScope();
        if (rows is not null) larger.narrow(0, 0, count).copy_(rows.narrow(0, 0, count));
        rows?.Dispose();
        rows = larger;
    }
}
