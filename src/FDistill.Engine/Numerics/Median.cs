namespace FDistill.Engine.Numerics;

/// <summary>The value in the middle, which a few outliers do not move.</summary>
internal static class Median
{
    /// <summary>The median: of an even number of values the mean of the two in the middle.</summary>
    /// <param name="values">At least one.</param>
    public static double Of(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }
}
