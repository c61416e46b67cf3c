namespace FDistill.Engine.Laboratory;

/// <summary>How h behaves at one end: like a power of r.</summary>
/// <param name="Exponent">a of h ~ rᵃ; −∞ where h is 0 there.</param>
/// <param name="Limit">What h tends to: 0, ∞ or a number.</param>
public sealed record Tail(double Exponent, double Limit)
{
    private const int Places = 33;
    private const double Decades = 4, Constant = 1e-3;

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
        if (values.Any(value => value <= 0)) return new Tail(double.NegativeInfinity, 0);

        var y = values.Select(value => Math.Log(value)).ToArray();
        var (meanX, meanY) = (x.Average(), y.Average());
        var slope = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
        var exponent = Math.Abs(slope) < Constant ? 0 : Math.Round(slope, 4);
        var grows = atZero ? exponent < 0 : exponent > 0;
        return new Tail(exponent, exponent == 0 ? values[atZero ? 0 : ^1] : grows ? double.PositiveInfinity : 0);
    }
}
