using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests.Support;

/// <summary>Points in balls, counted one by one.</summary>
internal static class PlainOverlap
{
    /// <summary>How many of the references' balls each sample lies in,
    /// and whether each reference lies in a sample's ball.</summary>
    public static (long[] Balls, bool[] InBall) Of(Tensor references, Tensor samples, int neighbours, bool withBoundary)
    {
        var (real, fake) = (Points(references), Points(samples));
        var (realRadii, fakeRadii) = (Radii(real, neighbours), Radii(fake, neighbours));
        bool Within(double distance, double radius) => withBoundary ? distance <= radius : distance < radius;
        return (
            [.. fake.Select(point => real.Select((centre, i) => Within(Squared(point, centre), realRadii[i])).LongCount(within => within))],
            [.. real.Select(point => fake.Where((centre, j) => Within(Squared(point, centre), fakeRadii[j])).Any())]);
    }

    private static double[][] Points(Tensor points) => [.. points.data<double>().ToArray().Chunk((int)points.shape[1])];

    private static double[] Radii(double[][] points, int neighbours) =>
        [.. points.Select(point => points.Select(other => Squared(point, other)).Order().ElementAt(neighbours))];

    private static double Squared(double[] a, double[] b) => a.Zip(b, (x, y) => (x - y) * (x - y)).Sum();
}
