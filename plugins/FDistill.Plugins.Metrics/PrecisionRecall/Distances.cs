using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.PrecisionRecall;

/// <summary>Squared Euclidean distances between many points, in bounded memory.</summary>
/// <remarks>
/// They are taken in float64 as |a|² + |b|² − 2ab, which is a product of
/// matrices and so runs at the machine's full speed, some rows at a time. What
/// rounding could decide wrongly is decided by differences instead
/// (<see cref="DistanceBlock"/>): copies of a point are at distance 0, and ties compare equal.
/// </remarks>
internal static class Distances
{
    private const long NumbersAtOnce = 1 << 23;
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>Computes all distances, some rows at a time.</summary>
    /// <param name="rows">[n, D].</param>
    /// <param name="columns">[m, D].</param>
    /// <param name="use">Takes a block of rows; it is gone when this returns.</param>
    /// <param name="cancel">Ends the computation early.</param>
    /// <exception cref="InvalidDataException">A point is not finite.</exception>
    public static void Between(Tensor rows, Tensor columns, Action<DistanceBlock> use, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        var (count, dimensions) = (columns.shape[0], columns.shape[1]);
        var columnNorms = SquaredNorms(columns);
        var some = Math.Max(1, NumbersAtOnce / Math.Max(count, dimensions));
        for (var first = 0L; first < rows.shape[0]; first += some)
        {
            cancel.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            var block = rows.narrow(0, first, Math.Min(some, rows.shape[0] - first)).to_type(ScalarType.Float64);
            var blockNorms = SquaredNorms(block).unsqueeze(1);
            var squared = empty([block.shape[0], count], dtype: ScalarType.Float64, device: block.device);
            ForEachTile(columns, (start, tile) => squared.narrow(1, start, tile.shape[0])
                .copy_((blockNorms + columnNorms.narrow(0, start, tile.shape[0])).addmm_(block, tile.t(), beta: 1, alpha: -2)));

            // Each of the three terms is a sum of D products, rounded
            // by at most D·ε/2 of |a|² + |b|²; 2ab ≤ |a|² + |b|².
            var uncertainty = (blockNorms + columnNorms.max()) * ((dimensions + 4) * Epsilon);
            use(new DistanceBlock(first, block, columns, squared, uncertainty));
        }
    }

    /// <summary>Squared distances by differences: exactly 0 between copies,
    /// and the same for the same two points wherever they stand.</summary>
    /// <param name="a">[p, D] float64.</param>
    /// <param name="b">[p, D].</param>
    /// <returns>[p] float64.</returns>
    public static Tensor ByDifferences(Tensor a, Tensor b) => (a - b).square().sum(1);

    /// <summary>How many points of D dimensions are taken at once.</summary>
    public static long AtOnce(long dimensions) => Math.Max(1, NumbersAtOnce / dimensions);

    private static Tensor SquaredNorms(Tensor points)
    {
        var norms = empty([points.shape[0]], dtype: ScalarType.Float64, device: points.device);
        ForEachTile(points, (start, tile) => norms.narrow(0, start, tile.shape[0]).copy_(tile.square().sum(1)));
        if (!norms.isfinite().all().item<bool>())
            throw new InvalidDataException("Some of the features are NaN or infinite: look for samples that are not finite, or a damaged extractor.");
        return norms;
    }

    private static void ForEachTile(Tensor points, Action<long, Tensor> use)
    {
        var some = AtOnce(points.shape[1]);
        for (var start = 0L; start < points.shape[0]; start += some)
        {
            using var scope = NewDisposeScope();
            use(start, points.narrow(0, start, Math.Min(some, points.shape[0] - start)).to_type(ScalarType.Float64));
        }
    }
}
