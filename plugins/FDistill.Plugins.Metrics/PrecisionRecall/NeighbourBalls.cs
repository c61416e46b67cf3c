using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.PrecisionRecall;

/// <summary>Balls around points, each reaching to its centre's k-th nearest neighbour among the points: an estimate of where a distribution lives.</summary>
/// <remarks>Distances are taken in float64 by differences, so that copies of a point are at distance 0 and ties compare equal. Memory is bounded whatever
/// the number of points: distances are computed for some rows at a time.</remarks>
public sealed class NeighbourBalls : IDisposable
{
    private const long DistancesAtOnce = 1 << 22;

    private readonly Tensor centres;

    /// <summary>Finds the radii.</summary>
    /// <param name="points">[n, D] with more than k points.</param>
    /// <param name="neighbours">k.</param>
    /// <param name="cancel">Ends the search early.</param>
    public NeighbourBalls(Tensor points, int neighbours, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.shape[0] <= neighbours)
            throw new InvalidOperationException($"The {neighbours} nearest neighbours of a point need more than {neighbours} points; there are {points.shape[0]}.");
        using var scope = NewDisposeScope();
        var copies = points.to_type(ScalarType.Float64).clone();
        Radii = ByRows(copies, copies, distances => Smallest(distances, neighbours + 1), cancel).DetachFromDisposeScope();
        centres = copies.DetachFromDisposeScope();
    }

    /// <summary>The balls' radii: [n] float64.</summary>
    public Tensor Radii { get; }

    /// <summary>How many balls each point lies in.</summary>
    /// <param name="points">[m, D].</param>
    /// <param name="withBoundary">Whether a point on a ball's boundary lies in it.</param>
    /// <param name="cancel">Ends the count early.</param>
    /// <returns>[m] int64.</returns>
    public Tensor Containing(Tensor points, bool withBoundary, CancellationToken cancel) =>
        ByRows(points, centres, distances => (withBoundary ? distances <= Radii : distances < Radii).sum(1), cancel);

    /// <summary>Which balls hold at least one of some points, boundaries left out.</summary>
    /// <param name="points">[m, D].</param>
    /// <param name="cancel">Ends the search early.</param>
    /// <returns>[n] bool.</returns>
    public Tensor Reached(Tensor points, CancellationToken cancel) => ByRows(centres, points, distances => distances.amin(1), cancel) < Radii;

    /// <inheritdoc/>
    public void Dispose()
    {
        centres.Dispose();
        Radii.Dispose();
    }

    /// <summary>The k-th smallest entry of every row. The smallest distance of a point is that to itself, 0.</summary>
    private static Tensor Smallest(Tensor distances, int k)
    {
        var (values, _) = distances.kthvalue(k, dim: 1);
        return values;
    }

    /// <summary>A function of every row of the matrix of distances [rows, columns], some rows at a time.</summary>
    private static Tensor ByRows(Tensor rows, Tensor columns, Func<Tensor, Tensor> function, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        var others = columns.to_type(ScalarType.Float64);
        var results = new List<Tensor>();
        foreach (var some in rows.to_type(ScalarType.Float64).split(Math.Max(1, DistancesAtOnce / columns.shape[0]), dim: 0))
        {
            cancel.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            results.Add(function(cdist(some, others, 2, compute_mode.donot_use_mm_for_euclid_dist)).MoveToOuterDisposeScope());
        }
        return cat(results, 0).MoveToOuterDisposeScope();
    }
}
