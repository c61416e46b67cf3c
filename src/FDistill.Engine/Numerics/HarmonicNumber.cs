namespace FDistill.Engine.Numerics;

/// <summary>H_n = 1 + 1/2 + … + 1/n.</summary>
internal static class HarmonicNumber
{
    private const double EulerMascheroni = 0.57721566490153286;

    /// <summary>From here on the expansion is as exact as a double.</summary>
    private const long Many = 64;

    /// <summary>Computes it: few terms one by one, many by the expansion of Euler and Maclaurin.</summary>
    /// <param name="n">n, from 0 on.</param>
    public static double Of(long n)
    {
        if (n < Many) return Enumerable.Range(1, (int)n).Sum(k => 1.0 / k);
        var square = (double)n * n;
        return Math.Log(n) + EulerMascheroni + 1 / (2.0 * n) - 1 / (12 * square) + 1 / (120 * square * square);
    }
}
