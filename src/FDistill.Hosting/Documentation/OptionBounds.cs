using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace FDistill.Hosting.Documentation;

/// <summary>The least and the largest value that an option may have; null where there is no bound.</summary>
internal readonly record struct OptionBounds(double? Least, double? Most)
{
    /// <summary>The bounds that an attribute sets; the largest numbers of a type mean that there is none.</summary>
    public static OptionBounds Of(RangeAttribute range) => new(Bound(range.Minimum), Bound(range.Maximum));

    private static double? Bound(object limit)
    {
        var value = Convert.ToDouble(limit, CultureInfo.InvariantCulture);
        return Math.Abs(value) is double.MaxValue or float.MaxValue or int.MaxValue or >= long.MaxValue ? null : value;
    }
}
