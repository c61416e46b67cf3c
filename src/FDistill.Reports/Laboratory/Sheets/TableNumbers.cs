using System.Globalization;

namespace FDistill.Reports.Laboratory.Sheets;

/// <summary>Numbers as tables show them.</summary>
internal static class TableNumbers
{
    /// <summary>A number of so many significant digits.</summary>
    public static string Digits(double value, int digits) => value.ToString($"G{digits}", CultureInfo.InvariantCulture);

    /// <summary>A number of so many decimals; one that is not 0 and would look it is said to be smaller.</summary>
    public static string Decimals(double value, int decimals)
    {
        var text = value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return value > 0 && double.Parse(text, CultureInfo.InvariantCulture) == 0 ? $"<{Math.Pow(10, -decimals).ToString($"F{decimals}", CultureInfo.InvariantCulture)}" : text;
    }

    /// <summary>A share in whole per cent, without the sign.</summary>
    public static string Percent(double share) => (100 * share).ToString("F0", CultureInfo.InvariantCulture);
}
