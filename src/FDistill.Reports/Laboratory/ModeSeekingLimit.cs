namespace FDistill.Reports.Laboratory;

/// <summary>lim f(r)/r as r → ∞, over f''(1), with f in its standard
/// form: the price of a mode that the student misses (Table 1).</summary>
/// <remarks>By l'Hôpital's rule the limit of f(r)/r is that of f'(r) = ∫₁ʳ
/// h(u)/u² du, which is finite exactly where h grows slower than r. Beyond
/// the range that h is known in, the integral is that of its fitted power.</remarks>
public static class ModeSeekingLimit
{
    private const double AsFastAsR = 1e-3;

    /// <summary>The limit.</summary>
    /// <param name="h">The weighting.</param>
    /// <param name="atInfinity">How it behaves at r → ∞.</param>
    /// <returns>The limit; ∞ where it is; NaN where h(1) = 0, so that nothing can be compared.</returns>
    public static double Of(WeightFunction h, Tail atInfinity)
    {
        ArgumentNullException.ThrowIfNull(h);
        ArgumentNullException.ThrowIfNull(atInfinity);
        var curvatureAtOne = h.At(0);
        if (curvatureAtOne == 0) return double.NaN;
        if (atInfinity.Exponent >= 1 - AsFastAsR) return double.PositiveInfinity;
        var end = WeightChecks.Highest;
        var known = new RebuiltDivergence(h).Slope(end);
        var beyond = double.IsNegativeInfinity(atInfinity.Exponent) ? 0 : h.At(end) * Math.Exp(-end) / (1 - atInfinity.Exponent);
        return (known + beyond) / curvatureAtOne;
    }
}
