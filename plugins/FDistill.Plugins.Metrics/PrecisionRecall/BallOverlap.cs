using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.PrecisionRecall;

/// <summary>Which points of two sets lie in balls around the other's points.</summary>
/// <param name="BallsAroundSample">How many of the references' balls each sample lies in: [samples] int64.</param>
/// <param name="ReferenceInBall">Whether each reference lies in a sample's ball: [references] bool.</param>
/// <param name="BallReached">Whether each reference's ball holds a sample: [references] bool.</param>
public sealed record BallOverlap(Tensor BallsAroundSample, Tensor ReferenceInBall, Tensor BallReached)
{
    /// <summary>Finds out, in one pass over all distances.</summary>
    /// <param name="references">[n, D].</param>
    /// <param name="samples">[m, D].</param>
    /// <param name="neighbours">k: a ball reaches to its centre's k-th nearest neighbour in its own set.</param>
    /// <param name="withBoundary">Whether a point on a ball's boundary lies in it.</param>
    /// <param name="cancel">Ends the search early.</param>
    /// <returns>Its tensors belong to the caller's dispose scope.</returns>
    public static BallOverlap Of(Tensor references, Tensor samples, int neighbours, bool withBoundary, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(samples);
        NeighbourRadii.RequireEnough(references, neighbours);
        NeighbourRadii.RequireEnough(samples, neighbours);
        using var scope = NewDisposeScope();
        var referenceRadii = NeighbourRadii.Squared(references, neighbours, cancel);
        var sampleRadii = NeighbourRadii.Squared(samples, neighbours, cancel).unsqueeze(1);

        var ballsAroundSample = zeros(samples.shape[0], dtype: ScalarType.Int64, device: samples.device);
        var referenceInBall = zeros(references.shape[0], dtype: ScalarType.Bool, device: references.device);
        var ballReached = zeros(references.shape[0], dtype: ScalarType.Bool, device: references.device);
        Distances.Between(samples, references, block =>
        {
            var inReferences = block.Within(referenceRadii, withBoundary);
            ballsAroundSample.narrow(0, block.First, block.Count).copy_(inReferences.sum(1));
            ballReached.logical_or_(inReferences.any(0));
            referenceInBall.logical_or_(block.Within(sampleRadii.narrow(0, block.First, block.Count), withBoundary).any(0));
        }, cancel);
        return new BallOverlap(
            ballsAroundSample.MoveToOuterDisposeScope(), referenceInBall.MoveToOuterDisposeScope(), ballReached.MoveToOuterDisposeScope());
    }
}
