using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.PrecisionRecall;

/// <summary>Squared distances of some points to all points of a set.</summary>
/// <param name="first">The first point's number.</param>
/// <param name="rows">The points: [some, D] float64.</param>
/// <param name="columns">The set: [m, D].</param>
/// <param name="squared">Squared distances, [some, m] float64.</param>
/// <param name="uncertainty">By how much each row's may be wrong: [some, 1] float64.</param>
internal sealed class DistanceBlock(long first, Tensor rows, Tensor columns, Tensor squared, Tensor uncertainty)
{
    /// <summary>How many candidates for the nearest are looked at beyond those
    /// asked for, because rounding may have put them in the wrong order.</summary>
    private const int Spare = 8;

    /// <summary>The first point's number.</summary>
    public long First => first;

    /// <summary>How many points.</summary>
    public long Count => rows.shape[0];

    /// <summary>Squared distances, [some, m] float64, each up to rounding.</summary>
    public Tensor Squared => squared;

    /// <summary>The squared distances to the nearest points.</summary>
    /// <param name="count">How many.</param>
    /// <returns>[some, count] float64, rising; by differences.</returns>
    public Tensor Nearest(int count)
    {
        using var scope = NewDisposeScope();
        var candidates = (int)Math.Min(count + Spare, columns.shape[0]);
        var (_, numbers) = squared.topk(candidates, dim: 1, largest: false, sorted: false);
        var pairs = cat([arange(Count, dtype: ScalarType.Int64, device: rows.device).unsqueeze(1).expand(-1, candidates).reshape(-1, 1), numbers.reshape(-1, 1)], 1);
        var (sorted, _) = ByDifferences(pairs).view(Count, candidates).sort(1);
        return sorted.narrow(1, 0, count).MoveToOuterDisposeScope();
    }

    /// <summary>Which distances are within radii; close calls are decided by differences.</summary>
    /// <param name="squaredRadii">[m] or [some, 1] float64.</param>
    /// <param name="withBoundary">Whether a distance equal to the radius is within.</param>
    /// <returns>[some, m] bool.</returns>
    public Tensor Within(Tensor squaredRadii, bool withBoundary)
    {
        using var scope = NewDisposeScope();
        var slack = squaredRadii - squared;
        var within = withBoundary ? slack >= 0 : slack > 0;
        var close = (slack.abs_() <= uncertainty).nonzero();
        if (close.shape[0] > 0)
        {
            var (row, column) = (close.select(1, 0), close.select(1, 1));
            var radii = squaredRadii.expand(Count, columns.shape[0]).index([row, column]);
            var distances = ByDifferences(close);
            within.index_put_(withBoundary ? distances <= radii : distances < radii, [row, column]);
        }
        return within.MoveToOuterDisposeScope();
    }

    /// <summary>Squared distances of pairs (row, column), [p, 2] int64: [p] float64.</summary>
    private Tensor ByDifferences(Tensor pairs)
    {
        var distances = empty([pairs.shape[0]], dtype: ScalarType.Float64, device: rows.device);
        var some = Distances.AtOnce(columns.shape[1]);
        for (var start = 0L; start < pairs.shape[0]; start += some)
        {
            using var scope = NewDisposeScope();
            var part = pairs.narrow(0, start, Math.Min(some, pairs.shape[0] - start));
            var (a, b) = (rows.index_select(0, part.select(1, 0)), columns.index_select(0, part.select(1, 1)));
            distances.narrow(0, start, part.shape[0]).copy_(Distances.ByDifferences(a, b.to_type(ScalarType.Float64)));
        }
        return distances;
    }
}
