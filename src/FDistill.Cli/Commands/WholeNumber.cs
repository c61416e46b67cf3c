using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace FDistill.Cli.Commands;

/// <summary>Options whose value is a whole number.</summary>
internal static class WholeNumber
{
    /// <summary>An option that says what it found where that is no whole number.</summary>
    /// <param name="name">What to type.</param>
    /// <param name="description">What it does.</param>
    public static Option<T?> Option<T>(string name, string description) where T : struct, IBinaryInteger<T> => new(name)
    {
        Description = description,
        HelpName = "number",
        CustomParser = result =>
        {
            var written = result.Tokens.Single().Value;
            if (T.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
            result.AddError($"{name}: found '{written}', expected a whole number.");
            return null;
        },
    };
}
