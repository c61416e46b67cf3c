namespace FDistill.Engine.Laboratory;

/// <summary>What Proposition 1 asks of an h, looked for over 24 decades of r: finite, not negative, continuous; and not zero around r = 1.</summary>
/// <remarks>A step between neighbouring places that its own neighbours do not foretell is halved again and again: the step of a continuous
/// function shrinks along, a jump survives.</remarks>
internal static class WeightChecks
{
    /// <summary>log r at both ends: r = 10⁻¹² and 10¹².</summary>
    public static readonly double Lowest = -12 * Math.Log(10), Highest = 12 * Math.Log(10);

    private const int Places = 4801, Halvings = 44;
    private const double Suspicious = 0.05, Surviving = 0.01, Rounding = 1e-12;

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
        foreach (var at in Jumps(h, x, values)) faults.Add(new WeightFault("jumps", at, PreventsIntegration: false));
        if (VanishesAroundOne(x, values)) faults.Add(new WeightFault("is zero around r = 1: its divergence can be zero without p = q", 0, PreventsIntegration: false));
        return faults;
    }

    private static void AddFirst(List<WeightFault> faults, double[] x, double[] values, Func<double, bool> isWrong, string what)
    {
        var first = Array.FindIndex(values, value => isWrong(value));
        if (first >= 0) faults.Add(new WeightFault(what, x[first], PreventsIntegration: true));
    }

    private static IEnumerable<double> Jumps(WeightFunction h, double[] x, double[] values)
    {
        for (var k = 1; k < Places - 2; k++)
        {
            var (before, step, after) = (values[k] - values[k - 1], values[k + 1] - values[k], values[k + 2] - values[k + 1]);
            var unforetold = Math.Abs(step - (before + after) / 2);
            if (unforetold > Suspicious * Math.Min(Math.Abs(before), Math.Abs(after)) + Rounding * Math.Max(values[k], values[k + 1])
                && Survives(h, x[k], x[k + 1], values[k], values[k + 1], out var at)) yield return at;
        }
    }

    private static bool Survives(WeightFunction h, double left, double right, double atLeft, double atRight, out double at)
    {
        var whole = Math.Abs(atRight - atLeft);
        for (var halving = 0; halving < Halvings; halving++)
        {
            var middle = (left + right) / 2;
            var atMiddle = h.At(middle);
            if (Math.Abs(atMiddle - atLeft) >= Math.Abs(atRight - atMiddle)) (right, atRight) = (middle, atMiddle);
            else (left, atLeft) = (middle, atMiddle);
        }

        at = (left + right) / 2;
        return Math.Abs(atRight - atLeft) > Math.Max(Surviving * whole, Rounding * Math.Max(atLeft, atRight));
    }

    private static bool VanishesAroundOne(double[] x, double[] values)
    {
        var middle = Array.FindIndex(x, place => Math.Abs(place) < 1e-9);
        return values[middle - 1] == 0 && values[middle] == 0 && values[middle + 1] == 0;
    }
}

/// <summary>Something that an h must not do.</summary>
/// <param name="What">What it does, after "h".</param>
/// <param name="LogRatio">log r where it does.</param>
/// <param name="PreventsIntegration">Whether there is then no f.</param>
public sealed record WeightFault(string What, double LogRatio, bool PreventsIntegration)
{
    /// <summary>The ratio where it does.</summary>
    public double Ratio => Math.Exp(LogRatio);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"h {What}, at r = {Ratio:0.####e+0}");
}
