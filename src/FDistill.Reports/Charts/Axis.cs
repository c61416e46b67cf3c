using System.Globalization;

namespace FDistill.Reports.Charts;

/// <summary>A range of values with round ends and labelled ticks.</summary>
/// <param name="Minimum">Its lower end.</param>
/// <param name="Maximum">Its upper end.</param>
/// <param name="Ticks">The values that are labelled, ascending.</param>
/// <param name="Logarithmic">Whether equal ratios, rather than equal differences, have equal lengths.</param>
public sealed record Axis(double Minimum, double Maximum, IReadOnlyList<double> Ticks, bool Logarithmic)
{
    private static readonly double[] Mantissas = [1, 2, 5];

    /// <summary>An axis of equal differences.</summary>
    /// <param name="lowest">The smallest value to be seen.</param>
    /// <param name="highest">The largest.</param>
    /// <param name="ticks">About how many ticks are wanted.</param>
    /// <param name="tight">Whether the axis ends at the values themselves rather than at ticks.</param>
    public static Axis Linear(double lowest, double highest, int ticks = 5, bool tight = false)
    {
        if (highest <= lowest) (lowest, highest) = (lowest - Math.Max(1e-9, Math.Abs(lowest) / 10), highest + Math.Max(1e-9, Math.Abs(highest) / 10));
        var step = RoundUp((highest - lowest) / ticks);
        var (first, last) = tight
            ? (Math.Ceiling(lowest / step), Math.Floor(highest / step))
            : (Math.Floor(lowest / step), Math.Ceiling(highest / step));
        double[] values = [.. Enumerable.Range(0, (int)(last - first) + 1).Select(k => (first + k) * step)];
        return tight ? new Axis(lowest, highest, values, Logarithmic: false) : new Axis(values[0], values[^1], values, Logarithmic: false);
    }

    /// <summary>An axis of equal ratios; ticks at 1, 2 and 5 times powers
    /// of ten, or at powers of ten alone where the range is wide.</summary>
    /// <param name="lowest">The smallest value to be seen, positive.</param>
    /// <param name="highest">The largest.</param>
    public static Axis Log(double lowest, double highest)
    {
        var decades = Enumerable.Range((int)Math.Floor(Math.Log10(lowest)), (int)Math.Ceiling(Math.Log10(highest)) - (int)Math.Floor(Math.Log10(lowest)) + 2);
        var round = decades.SelectMany(power => Mantissas.Select(mantissa => mantissa * Math.Pow(10, power))).ToList();
        var minimum = round.Last(value => value <= lowest * 1.0001);
        var maximum = round.First(value => value >= highest * 0.9999 && value > minimum);

        var stride = (int)Math.Ceiling(Math.Log10(maximum / minimum) / 5);
        var sparse = Math.Log10(maximum / minimum) > 2;
        double[] ticks = [.. round.Where((value, index) => value >= minimum && value <= maximum && (!sparse || index % (3 * stride) == 0))];
        return new Axis(minimum, maximum, ticks, Logarithmic: true);
    }

    /// <summary>Where a value lies: 0 at the lower end, 1 at the upper.</summary>
    public double Place(double value) => Logarithmic
        ? Math.Log(value / Minimum) / Math.Log(Maximum / Minimum)
        : (value - Minimum) / (Maximum - Minimum);

    /// <summary>A tick's label.</summary>
    public static string Label(double value)
    {
        if (Math.Abs(value) < 1e-12) return "0";
        if (Math.Abs(value) is < 1e-4 or >= 1e7) return value.ToString("0.#e+0", CultureInfo.InvariantCulture).Replace("e-", "e−").Replace("e+", "e");
        return value.ToString("#,0.######", CultureInfo.InvariantCulture).Replace('-', '−');
    }

    /// <summary>The smallest of 1, 2, 5, 10, … times a power of ten that is not below a step.</summary>
    private static double RoundUp(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * (step / power) switch { <= 1.0001 => 1, <= 2.0001 => 2, <= 5.0001 => 5, _ => 10 };
    }
}
