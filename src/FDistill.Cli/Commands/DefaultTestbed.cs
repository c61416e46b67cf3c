using System.Text.Json;
using FDistill.Hosting.Laboratory;

namespace FDistill.Cli.Commands;

/// <summary>The testbed that is made where no run file names one: four
/// narrow modes of unequal shares, far from each other.</summary>
internal static class DefaultTestbed
{
    private const int SmallestDimension = 1, LargestDimension = 64;

    /// <summary>What sees the points: averages of features that have one cell.</summary>
    private const string Head = """{ "use": "pooled-mlp" }""";

    private const double Variance = 0.25, SmallestNoise = 0.01, LargestNoise = 6;

    private static readonly double[] Shares = [0.4, 0.3, 0.2, 0.1];
    private static readonly double[][] OnTheLine = [[-6], [-2], [2], [6]], InThePlane = [[-3, 3], [3, 3], [3, -3], [-3, -3]];

    /// <summary>Its parts.</summary>
    public static OwnTestbed Parts { get; } = new(Head, Teacher, SmallestDimension, LargestDimension);

    /// <summary>The teacher as a run file would say it.</summary>
    /// <param name="dimension">Of the points; all modes lie in the plane of the first two coordinates.</param>
    private static string Teacher(int dimension)
    {
        var centres = dimension == 1 ? OnTheLine : InThePlane;
        return JsonSerializer.Serialize(new
        {
            use = "gaussian-mixture",
            dimension,
            sigmaMin = SmallestNoise,
            sigmaMax = LargestNoise,
            components = Shares.Zip(centres, (weight, centre) => new { weight, variance = Variance, mean = centre.Concat(Enumerable.Repeat(0.0, dimension - centre.Length)) }),
        });
    }
}
