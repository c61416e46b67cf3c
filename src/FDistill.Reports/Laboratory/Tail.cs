namespace FDistill.Reports.Laboratory;

/// <summary>How h behaves at one end: like a power of r.</summary>
/// <param name="Exponent">a of h ~ rᵃ; infinite where h vanishes, or grows,
/// faster than every power: +∞ at 0 and −∞ at ∞ where it vanishes.</param>
/// <param name="Limit">What h tends to: 0, ∞ or a number.</param>
public sealed record Tail(double Exponent, double Limit)
{
    private const int Places = 33;
    private const double Decades = 4, Constant = 1e-3;

    /// <summary>The change of a power's exponent over two decades at which it is a power no more.</summary>
    private const double Bend = 0.5;

    /// <summary>The exponent of f'' = h/r² at the same end, as Table 1 gives it.</summary>
    public double CurvatureExponent => Exponent - 2;

    /// <summary>h at r → 0.</summary>
    /// <param name="h">The weighting.</param>
    public static Tail AtZero(WeightFunction h) => Fit(h, WeightChecks.Lowest, WeightChecks.Lowest + Decades * Math.Log(10), atZero: true);

    /// <summary>h at r → ∞.</summary>
    /// <param name="h">The weighting.</param>
    public static Tail AtInfinity(WeightFunction h) => Fit(h, WeightChecks.Highest - Decades * Math.Log(10), WeightChecks.Highest, atZero: false);

    /// <summary>A straight line through log h over log r in the last four decades.</summary>
    private static Tail Fit(WeightFunction h, double from, double to, bool atZero)
    {
        var x = EvenPlaces.Between(from, to, Places);
        var values = h.At(x);
        if (values.Any(value => value <= 0)) return new Tail(atZero ? double.PositiveInfinity : double.NegativeInfinity, 0);

        double[] y = [.. values.Select(value => Math.Log(value))];
        var slope = Slope(x, y);
        var bends = Math.Abs(Slope(x[(Places / 2)..], y[(Places / 2)..]) - Slope(x[..(Places / 2)], y[..(Places / 2)])) > Bend;
        var exponent = bends ? slope * double.PositiveInfinity : Math.Abs(slope) < Constant ? 0 : Math.Round(slope, 4);
        var grows = atZero ? exponent < 0 : exponent > 0;
        return new Tail(exponent, exponent == 0 ? values[atZero ? 0 : ^1] : grows ? double.PositiveInfinity : 0);
    }

    /// <summary>Of the line of least squares.</summary>
    private static double Slope(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }
}
