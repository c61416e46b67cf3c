using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.PrecisionRecall;

/// <summary>Euclidean distances between many points, in bounded memory.</summary>
/// <remarks>They are taken in float64 by differences: copies of a point are at distance 0, and ties compare equal.</remarks>
internal static class Distances
{
    private const long AtOnce = 1 << 22;

    /// <summary>Computes all distances, some rows at a time.</summary>
    /// <param name="rows">[n, D].</param>
    /// <param name="columns">[m, D].</param>
    /// <param name="use">Takes the first row's number and distances [some, m] float64; they are gone when it returns.</param>
    /// <param name="cancel">Ends the computation early.</param>
    public static void Between(Tensor rows, Tensor columns, Action<long, Tensor> use, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        var (from, to) = (rows.to_type(ScalarType.Float64), columns.to_type(ScalarType.Float64));
        var some = Math.Max(1, AtOnce / to.shape[0]);
        for (var first = 0L; first < from.shape[0]; first += some)
        {
            cancel.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            var block = from.narrow(0, first, Math.Min(some, from.shape[0] - first));
            use(first, cdist(block, to, 2, compute_mode.donot_use_mm_for_euclid_dist));
        }
    }
}
