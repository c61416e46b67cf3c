using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.PrecisionRecall;

/// <summary>Radii of balls around points, each reaching to its centre's k-th nearest
/// neighbour among them: together an estimate of where a distribution lives.</summary>
public static class NeighbourRadii
{
    /// <summary>Makes sure that every point has k neighbours.</summary>
    /// <exception cref="InvalidDataException">There are too few points.</exception>
    internal static void RequireEnough(Tensor points, int neighbours)
    {
        if (points.shape[0] <= neighbours)
            throw new InvalidDataException($"The {neighbours} nearest neighbours of a point need more than {neighbours} points; there are {points.shape[0]}.");
    }

    /// <summary>Finds the squares of the radii.</summary>
    /// <param name="points">[n, D] with more than k points.</param>
    /// <param name="neighbours">k.</param>
    /// <param name="cancel">Ends the search early.</param>
    /// <returns>[n] float64.</returns>
    /// <exception cref="InvalidDataException">There are too few points, or some are not finite.</exception>
    public static Tensor Squared(Tensor points, int neighbours, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(points);
        RequireEnough(points, neighbours);
        using var scope = NewDisposeScope();
        var radii = zeros(points.shape[0], dtype: ScalarType.Float64, device: points.device);

        // The nearest of all is the point itself.
        Distances.Between(points, points, block => radii.narrow(0, block.First, block.Count).copy_(block.Nearest(neighbours + 1).select(1, neighbours)), cancel);
        return radii.MoveToOuterDisposeScope();
    }
}
