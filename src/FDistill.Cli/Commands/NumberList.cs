using System.Globalization;
using FDistill.Hosting;

namespace FDistill.Cli.Commands;

/// <summary>Lists of whole numbers and ranges, as in 0,1,5-9.</summary>
internal static class NumberList
{
    private const int Most = 10_000_000;

    /// <summary>Reads a list.</summary>
    /// <param name="option">What it was given to, for messages.</param>
    /// <param name="written">The list.</param>
    /// <exception cref="UserException">It is none, or far too long.</exception>
    public static IReadOnlyList<long> Of(string option, string written)
    {
        var numbers = new List<long>();
        foreach (var part in written.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var (first, last) = Range(option, part);
            if (last - first >= Most - numbers.Count) throw new UserException($"{option}: '{written}' are more than {Most:N0} numbers.");
            for (var number = first; number <= last; number++) numbers.Add(number);
        }

        return numbers;
    }

    private static (long First, long Last) Range(string option, string written)
    {
        var ends = written.Split('-');
        var numbers = ends.Select(end => long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null).ToList();
        if (ends.Length > 2 || numbers[0] is not { } first || numbers[^1] is not { } last)
            throw new UserException($"{option}: found '{written}', expected numbers and ranges such as 0,1,5-9.");
        return first <= last ? (first, last) : throw new UserException($"{option}: the range '{written}' is empty; write the smaller number first.");
    }
}
