using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.PrecisionRecall;

/// <summary>Radii of balls around points, each reaching to its centre's k-th nearest neighbour among them: together an estimate of where a distribution lives.</summary>
public static class NeighbourRadii
{
    /// <summary>Finds the radii.</summary>
    /// <param name="points">[n, D] with more than k points.</param>
    /// <param name="neighbours">k.</param>
    /// <param name="cancel">Ends the search early.</param>
    /// <returns>[n] float64.</returns>
    public static Tensor Of(Tensor points, int neighbours, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.shape[0] <= neighbours)
            throw new InvalidOperationException($"The {neighbours} nearest neighbours of a point need more than {neighbours} points; there are {points.shape[0]}.");
        using var scope = NewDisposeScope();
        var radii = zeros(points.shape[0], dtype: ScalarType.Float64, device: points.device);
        Distances.Between(points, points, (first, distances) =>
        {
            // The nearest of all is the point itself.
            var (nearest, _) = distances.topk(neighbours + 1, dim: 1, largest: false, sorted: true);
            radii.narrow(0, first, nearest.shape[0]).copy_(nearest.select(1, neighbours));
        }, cancel);
        return radii.MoveToOuterDisposeScope();
    }
}
