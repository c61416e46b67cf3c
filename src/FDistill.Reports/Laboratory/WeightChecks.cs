namespace FDistill.Reports.Laboratory;

/// <summary>What Proposition 1 asks of an h, looked for over 24 decades of
/// r: finite, not negative, continuous; and not zero around r = 1.</summary>
/// <remarks>A step between neighbouring places that its own neighbours
/// do not foretell is halved again and again: the step of a continuous
/// function shrinks along, a jump survives.</remarks>
internal static class WeightChecks
{
    /// <summary>log r at both ends: r = 10⁻¹² and 10¹².</summary>
    public static readonly double Lowest = -12 * Math.Log(10), Highest = 12 * Math.Log(10);

    public const int Places = 4801;

    private const int Halvings = 44;
    private const double Suspicious = 0.05, Kept = 0.01, Rounding = 1e-12;

    /// <summary>Looks.</summary>
    /// <param name="h">The weighting.</param>
    /// <returns>What is wrong, in words, each at its r; nothing where all is well.</returns>
    public static IReadOnlyList<WeightFault> Of(WeightFunction h)
    {
        var x = EvenPlaces.Between(Lowest, Highest, Places);
        var values = h.At(x);
        var faults = new List<WeightFault>();
        AddFirst(faults, x, values, value => !double.IsFinite(value), "is not finite");
        AddFirst(faults, x, values, value => value < 0, "is negative");
        if (faults.Count > 0) return faults;
        faults.AddRange(Jumps(h, x, values));
        if (VanishingAroundOne(x, values) is { } vanishing) faults.Add(vanishing);
        return faults;
    }

    /// <summary>The smallest and the largest h that the checks see.</summary>
    /// <param name="h">A weighting without faults that prevent integration.</param>
    public static WeightRange Range(WeightFunction h)
    {
        var x = EvenPlaces.Between(Lowest, Highest, Places);
        var (at, values) = (Enumerable.Range(0, Places), h.At(x));
        var (smallest, largest) = (at.MinBy(k => values[k]), at.MaxBy(k => values[k]));
        return new WeightRange(values[smallest], Math.Exp(x[smallest]), values[largest], Math.Exp(x[largest]));
    }

    private static void AddFirst(List<WeightFault> faults, double[] x, double[] values, Func<double, bool> isWrong, string what)
    {
        var first = Array.FindIndex(values, value => isWrong(value));
        if (first < 0) return;
        var (count, last) = (values.Count(isWrong), Array.FindLastIndex(values, value => isWrong(value)));
        var evidence = FormattableString.Invariant($"h = {values[first]:g4}; so at {count} of {Places} places, the last at r = {Math.Exp(x[last]):0.####e+0}");
        faults.Add(new WeightFault(what, x[first], PreventsIntegration: true) { Evidence = evidence });
    }

    private static IEnumerable<WeightFault> Jumps(WeightFunction h, double[] x, double[] values)
    {
        for (var k = 1; k < Places - 2; k++)
        {
            var (before, step, after) = (values[k] - values[k - 1], values[k + 1] - values[k], values[k + 2] - values[k + 1]);
            var unforetold = Math.Abs(step - (before + after) / 2);
            if (unforetold > Suspicious * Math.Min(Math.Abs(before), Math.Abs(after)) + Rounding * Math.Max(values[k], values[k + 1])
                && Surviving(h, x[k], x[k + 1], values[k], values[k + 1]) is { } jump) yield return jump;
        }
    }

    private static WeightFault? Surviving(WeightFunction h, double left, double right, double atLeft, double atRight)
    {
        var whole = Math.Abs(atRight - atLeft);
        for (var halving = 0; halving < Halvings; halving++)
        {
            var middle = (left + right) / 2;
            var atMiddle = h.At(middle);
            if (Math.Abs(atMiddle - atLeft) >= Math.Abs(atRight - atMiddle)) (right, atRight) = (middle, atMiddle);
            else (left, atLeft) = (middle, atMiddle);
        }

        if (Math.Abs(atRight - atLeft) <= Math.Max(Kept * whole, Rounding * Math.Max(atLeft, atRight))) return null;
        return new WeightFault("jumps", (left + right) / 2, PreventsIntegration: false)
        {
            Evidence = FormattableString.Invariant($"from {atLeft:g6} to {atRight:g6}, which {Halvings} halvings of the step leave"),
        };
    }

    private static WeightFault? VanishingAroundOne(double[] x, double[] values)
    {
        var middle = Array.FindIndex(x, place => Math.Abs(place) < 1e-9);
        var (first, last) = (middle, middle);
        while (first >= 0 && values[first] == 0) first--;
        while (last < Places && values[last] == 0) last++;
        if (last - first < 4) return null;
        return new WeightFault("is zero around r = 1: its divergence can be zero without p = q", 0, PreventsIntegration: false)
        {
            Evidence = FormattableString.Invariant($"h = 0 from r = {Math.Exp(x[first + 1]):0.####e+0} to {Math.Exp(x[last - 1]):0.####e+0}"),
        };
    }
}
