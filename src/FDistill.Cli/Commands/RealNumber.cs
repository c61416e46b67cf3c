using System.CommandLine;
using System.Globalization;

namespace FDistill.Cli.Commands;

/// <summary>Options whose value is a number.</summary>
internal static class RealNumber
{
    /// <summary>An option that says what it found where that is no number.</summary>
    /// <param name="name">What to type.</param>
    /// <param name="description">What it does.</param>
    public static Option<double?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "number",
        CustomParser = result =>
        {
            var written = result.Tokens.Single().Value;
            if (double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
            result.AddError($"{name}: found '{written}', expected a number.");
            return null;
        },
    };
}
